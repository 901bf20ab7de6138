import "server-only";
import { statements } from "@/db/client";
import { env } from "@/lib/runtime/env";
import { composeEscrowMail, isEscrowMail } from "./compose-escrow-mail.system";
import { mailAddress } from "./mail-address";
import type { Mail } from "./mail-transport";
import { receiptText } from "./receipt-text";
import { refundApprovalText } from "./refund-approval-text";

export type ClaimedMail = {
  merchant_id: string;
  id: string;
  kind: string;
  subject_id: string;
  recipient: string;
  tries: number;
};

/** A mail, or why none is sent any more. */
export type Composed = { kind: "mail"; mail: Mail } | { kind: "withheld"; reason: string };

const withheld = (reason: string): Composed => ({ kind: "withheld", reason });

type ReceiptRow = {
  mode: string;
  status: string;
  token: string;
  amount_charged: bigint;
  reference: string;
  customer_name: string | null;
  customer_email: string | null;
  card: { last4?: unknown } | null;
  installments: number | null;
  paid_at: Date;
  locale: string | null;
  merchant: string;
  descriptor: string;
  phone: string | null;
  merchant_email: string | null;
};

async function composeReceipt({ merchant_id, id, subject_id }: ClaimedMail): Promise<Composed> {
  const [row] = await statements("vezne_system")<ReceiptRow[]>`
    select p.mode, p.status, p.token, p.amount_charged, coalesce(p.reference_no, p.provider_reference) as reference,
      p.customer_name, p.customer_email, p.card, p.installments, p.paid_at, p.metadata->>'locale' as locale,
      m.name as merchant, m.descriptor, m.phone, m.email as merchant_email
    from payments p join merchants m on m.merchant_id = p.merchant_id
    where p.merchant_id = ${merchant_id} and p.id = ${subject_id} and p.paid_at is not null`;
  if (!row) return withheld("not_paid");
  if (!["captured", "partially_refunded", "refunded"].includes(row.status)) return withheld(`payment_is_${row.status}`);
  const address = mailAddress(row.customer_email);
  if (address === undefined) return withheld("no_usable_address");
  const last4 = row.card?.last4;
  const text = receiptText({
    locale: row.locale === "en" ? "en" : "tr",
    merchant: row.merchant,
    descriptor: row.descriptor,
    phone: row.phone,
    amountCharged: BigInt(row.amount_charged),
    reference: row.reference,
    paidAt: new Date(row.paid_at),
    cardLast4: typeof last4 === "string" && /^\d{4}$/.test(last4) ? last4 : null,
    installments: row.installments ?? 0,
    isTest: row.mode === "test",
    url: `${env().APP_URL}/pay/${row.token}`,
  });
  const to = { name: row.customer_name ?? "", address };
  return { kind: "mail", mail: { id, to, fromName: row.merchant, replyTo: row.merchant_email, text } };
}

type ApprovalRow = {
  mode: string;
  status: string;
  amount: bigint;
  reason: string;
  reference: string;
  merchant: string;
  slug: string;
  requester: string | null;
  name: string;
  email: string;
  locale: "tr" | "en";
};

async function composeApproval({ merchant_id, id, subject_id, recipient }: ClaimedMail): Promise<Composed> {
  const [row] = await statements("vezne_system")<ApprovalRow[]>`
    select r.mode, r.status, r.amount, r.reason, coalesce(p.reference_no, p.provider_reference) as reference,
      m.name as merchant, m.slug, asked.name as requester, u.name, u.email, u.locale
    from refunds r
    join payments p on p.merchant_id = r.merchant_id and p.id = r.payment_id
    join merchants m on m.merchant_id = r.merchant_id
    join memberships s on s.merchant_id = r.merchant_id and s.user_id = ${recipient}
    join users u on u.id = s.user_id
    left join users asked on asked.id = r.requested_by
    where r.merchant_id = ${merchant_id} and r.id = ${subject_id}`;
  if (!row) return withheld("no_longer_a_member");
  if (row.status !== "awaiting_approval") return withheld(`refund_is_${row.status}`);
  const address = mailAddress(row.email);
  if (address === undefined) return withheld("no_usable_address");
  const text = refundApprovalText({
    locale: row.locale,
    merchant: row.merchant,
    amount: BigInt(row.amount),
    reference: row.reference,
    requestedBy: row.requester ?? "",
    reason: row.reason,
    isTest: row.mode === "test",
    url: `${env().APP_URL}/m/${row.slug}/refunds`,
  });
  return { kind: "mail", mail: { id, to: { name: row.name, address }, fromName: "Vezne", replyTo: null, text } };
}

/** Reads the truth when the mail is sent, not when it was asked for: what no longer holds is not mailed. */
export function composeMail(claimed: ClaimedMail): Promise<Composed> {
  const { kind } = claimed;
  if (isEscrowMail(kind)) {
    return composeEscrowMail({ ...claimed, kind }, (subject_id) => composeReceipt({ ...claimed, subject_id }));
  }
  return kind === "receipt" ? composeReceipt(claimed) : composeApproval(claimed);
}
