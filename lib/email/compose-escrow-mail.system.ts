import "server-only";
import { statements } from "@/db/client";
import { deliveryCode } from "@/lib/escrow/buyer/delivery-code";
import { env } from "@/lib/runtime/env";
import type { ClaimedMail, Composed } from "./compose-mail.system";
import { type EscrowMailKind, escrowText, type HeldFacts, type Reader } from "./escrow-text";
import { mailAddress } from "./mail-address";

type Claimed = ClaimedMail & { kind: EscrowMailKind };

const withheld = (reason: string): Composed => ({ kind: "withheld", reason });

type CaseRow = {
  id: string;
  mode: string;
  status: string;
  isPaused: boolean;
  amountTotal: bigint;
  amountHeld: bigint;
  shipBy: Date | null;
  autoReleaseAt: Date | null;
  provider: string;
  token: string;
  reference: string;
  name: string | null;
  email: string | null;
  locale: string | null;
  paidAt: Date;
  last4: string | null;
  merchant: string;
  slug: string;
  phone: string | null;
  merchantEmail: string | null;
};

/** The case a mail is about, found by whatever its subject is. Amounts in minor units. */
async function readCase({ merchant_id: m, subject_id: s }: ClaimedMail): Promise<CaseRow | undefined> {
  const [row] = await statements("vezne_system")<CaseRow[]>`
    with of as (select coalesce(
      (select escrow_id from escrow_evidence where merchant_id = ${m} and id = ${s}),
      (select escrow_id from delivery_codes where merchant_id = ${m} and id = ${s}),
      (select escrow_id from disputes where merchant_id = ${m} and id = ${s}),
      (select escrow_id from escrow_releases where merchant_id = ${m} and id = ${s}),
      (select x.id from refunds r join escrow_accounts x on x.merchant_id = r.merchant_id and x.payment_id = r.payment_id
       where r.merchant_id = ${m} and r.id = ${s}),
      (select id from escrow_accounts where merchant_id = ${m} and id = split_part(${s}, '_', 1) || '_' || split_part(${s}, '_', 2))) as id)
    select e.id, e.mode, e.status, e.paused_at is not null as "isPaused", e.amount_total as "amountTotal",
      e.amount_held + e.amount_pending as "amountHeld", e.ship_by as "shipBy", e.auto_release_at as "autoReleaseAt",
      p.provider, p.token, coalesce(p.reference_no, p.provider_reference) as reference, p.customer_name as name,
      p.customer_email as email, p.metadata->>'locale' as locale, p.paid_at as "paidAt", p.card->>'last4' as last4,
      t.name as merchant, t.slug, t.phone, t.email as "merchantEmail"
    from of join escrow_accounts e on e.merchant_id = ${m} and e.id = of.id
    join payments p on p.merchant_id = e.merchant_id and p.id = e.payment_id
    join merchants t on t.merchant_id = e.merchant_id`;
  return row;
}

type Details = Pick<HeldFacts, "amount"> & Partial<HeldFacts>;
/** What this kind tells beside the case, or why it is not told any more. */
type Read = (claimed: ClaimedMail, held: CaseRow) => Promise<Details | string>;

const stillHeld = ({ status, amountHeld }: CaseRow): Details | string =>
  status === "held" ? { amount: BigInt(amountHeld) } : `escrow_is_${status}`;

async function parcelOf({ merchant_id, subject_id }: ClaimedMail, held: CaseRow): Promise<Details | string> {
  const [row] = await statements("vezne_system")<{ carrier: string | null; no: string | null; kind: string }[]>`
    select data->>'carrier' as carrier, data->>'tracking_no' as no, kind from escrow_evidence
    where merchant_id = ${merchant_id} and id = ${subject_id}`;
  const base = stillHeld(held);
  if (typeof base === "string") return base;
  return { ...base, carrier: row?.carrier ?? null, trackingNo: row?.no ?? null, byBuyer: row?.kind === "buyer_code" };
}

async function codeOf({ merchant_id, subject_id }: ClaimedMail, held: CaseRow): Promise<Details | string> {
  const [row] = await statements("vezne_system")<{ until: Date }[]>`
    select expires_at as until from delivery_codes
    where merchant_id = ${merchant_id} and id = ${subject_id} and used_at is null and expires_at > vezne_now()`;
  if (!row) return "code_is_over";
  const code = deliveryCode({ merchantId: merchant_id, codeId: subject_id });
  return { amount: BigInt(held.amountHeld), code, codeUntil: new Date(row.until), isPaused: held.isPaused };
}

async function disputeOf({ merchant_id, subject_id, kind }: ClaimedMail): Promise<Details | string> {
  const [row] = await statements("vezne_system")<
    { status: string; reason: string; by: string; outcome: string | null; amount: bigint }[]
  >`select status, reason, kind as by, outcome, amount from disputes
    where merchant_id = ${merchant_id} and id = ${subject_id}`;
  if (!row) return "no_such_dispute";
  const isOpen = row.status === "open";
  if (isOpen !== (kind === "escrow.disputed")) return `dispute_is_${row.status}`;
  return { amount: BigInt(row.amount), reason: row.reason, byBuyer: row.by === "buyer", outcome: row.outcome };
}

async function releaseOf({ merchant_id, subject_id }: ClaimedMail): Promise<Details | string> {
  const [row] = await statements("vezne_system")<{ status: string; amount: bigint }[]>`
    select status, amount from escrow_releases where merchant_id = ${merchant_id} and id = ${subject_id}`;
  return row?.status === "applied" ? { amount: BigInt(row.amount) } : `release_is_${row?.status ?? "gone"}`;
}

const STARTED = ["scheduled", "sending", "sent", "unknown"];

async function refundOf({ merchant_id, subject_id, kind }: ClaimedMail): Promise<Details | string> {
  const [row] = await statements("vezne_system")<{ status: string; amount: bigint; reversal: string | null }[]>`
    select status, amount, provider_reversal_id as reversal from refunds
    where merchant_id = ${merchant_id} and id = ${subject_id}`;
  const status = row?.status ?? "gone";
  const holds = kind === "escrow.refund_done" ? status === "confirmed" : STARTED.includes(status);
  return row && holds ? { amount: BigInt(row.amount), reversal: row.reversal } : `refund_is_${status}`;
}

/** Said only while it is going to happen at the moment that is named. */
async function reminderOf({ subject_id }: ClaimedMail, held: CaseRow): Promise<Details | string> {
  const named = Number(subject_id.split("_").at(-1));
  const at = held.autoReleaseAt === null ? Number.NaN : Math.floor(new Date(held.autoReleaseAt).getTime() / 1000);
  if (held.isPaused || named !== at) return "no_longer_then";
  return stillHeld(held);
}

const READS: Record<EscrowMailKind, Read> = {
  "escrow.held": async (_, held) => ({ amount: BigInt(held.amountTotal) }),
  "escrow.sent": parcelOf,
  "escrow.code": codeOf,
  "escrow.delivered": parcelOf,
  "escrow.disputed": disputeOf,
  "escrow.resolved": disputeOf,
  "escrow.released": releaseOf,
  "escrow.refund_started": refundOf,
  "escrow.refund_done": refundOf,
  "escrow.reminder": reminderOf,
};

const PAGES: Record<EscrowMailKind, string> = {
  "escrow.held": "",
  "escrow.sent": "/delivery",
  "escrow.code": "/delivery",
  "escrow.delivered": "/delivery",
  "escrow.disputed": "/delivery",
  "escrow.resolved": "/delivery",
  "escrow.released": "",
  "escrow.refund_started": "/refund",
  "escrow.refund_done": "/refund",
  "escrow.reminder": "/delivery",
};

export const isEscrowMail = (kind: string): kind is EscrowMailKind => Object.hasOwn(READS, kind);

function addressOf(held: CaseRow, reader: Reader, kind: EscrowMailKind): string {
  const { APP_URL } = env();
  return reader === "payer"
    ? `${APP_URL}/pay/${held.token}${PAGES[kind]}`
    : `${APP_URL}/m/${held.slug}/escrow/${held.id}`;
}

const dateOf = (at: Date | null): Date | null => (at === null ? null : new Date(at));

function factsOf(held: CaseRow, url: string, locale: "tr" | "en", details: Details): HeldFacts {
  return {
    locale,
    isTest: held.mode === "test",
    merchant: held.merchant,
    phone: held.phone,
    provider: held.provider,
    customer: held.name ?? "",
    total: BigInt(held.amountTotal),
    reference: held.reference,
    paidAt: new Date(held.paidAt),
    cardLast4: held.last4,
    shipBy: dateOf(held.shipBy),
    autoReleaseAt: held.isPaused ? null : dateOf(held.autoReleaseAt),
    url,
    ...details,
  };
}

function letter(claimed: Claimed, held: CaseRow, details: Details): Composed {
  const isPayer = claimed.recipient !== "seller";
  const address = mailAddress(isPayer ? held.email : held.merchantEmail);
  if (address === undefined) return withheld("no_usable_address");
  const reader: Reader = isPayer ? "payer" : "seller";
  const url = addressOf(held, reader, claimed.kind);
  const locale = isPayer && held.locale === "en" ? "en" : "tr";
  const from = isPayer
    ? { to: { name: held.name ?? "", address }, fromName: held.merchant, replyTo: held.merchantEmail }
    : { to: { name: held.merchant, address }, fromName: "Vezne", replyTo: null };
  const text = escrowText(claimed.kind, reader, factsOf(held, url, locale, details));
  return { kind: "mail", mail: { id: claimed.id, ...from, text } };
}

/**
 * One mail of a held case. `notHeld` answers instead where the money was not held any more when the first mail left:
 * its payer then gets the ordinary receipt.
 */
export async function composeEscrowMail(
  claimed: Claimed,
  notHeld: (paymentId: string) => Promise<Composed>,
): Promise<Composed> {
  const held = await readCase(claimed);
  if (!held) return withheld("no_such_case");
  if (claimed.kind === "escrow.held" && held.status !== "held") {
    return claimed.recipient === "seller"
      ? withheld(`escrow_is_${held.status}`)
      : notHeld(`pay_${held.id.slice("esc_".length)}`);
  }
  const details = await READS[claimed.kind](claimed, held);
  return typeof details === "string" ? withheld(details) : letter(claimed, held, details);
}
