import type { BuyerCase } from "@/lib/escrow/buyer/queries";
import type { Complaint } from "@/lib/escrow/buyer/report-problem";
import type { EscrowTerms } from "@/lib/escrow/terms-schemas";

/** What the page offers to report, in its order. */
export const COMPLAINT_KEYS = ["not_arrived", "damaged", "other_thing"] as const satisfies readonly Complaint[];

/** What is shown before paying. Amounts in minor units as decimal text; never an IBAN. */
export type PayTerms = {
  autoReleaseDays: number | null;
  shipWithinHours: number | null;
  beneficiary: string | null;
  split: { kind: string; amount: string }[];
  serial: string | null;
};

/** Where the held money is, in the order it can go. `leaving`: released, but it can still be taken back. */
export type DeliveryStage =
  | "waiting"
  | "sent"
  | "arrived"
  | "confirmed"
  | "disputed"
  | "charged_back"
  | "returning"
  | "leaving"
  | "released"
  | "mixed"
  | "returned";

/** Held money as its payer's page shows it. Amounts in minor units as decimal text. */
export type PayDelivery = {
  stage: DeliveryStage;
  amount: string;
  /** Not yet given to anybody. */
  amountHeld: string;
  amountReleased: string;
  amountReturned: string;
  heldAt: string | null;
  sentAt: string | null;
  arrivedAt: string | null;
  /** Not sent by then it goes back by itself; null once it was sent or where the terms do not say so. */
  shipBy: string | null;
  /** Released by itself then; null where it never is, or while a dispute stops the clock. */
  autoReleaseAt: string | null;
  endedAt: string | null;
  parcel: { carrier: string | null; trackingNo: string } | null;
  serial: string | null;
  /** The code that was sent and still lives. */
  code: { sentTo: string; expiresAt: string } | null;
  /** False: the payer gave no address, so nothing can be sent. */
  hasAddress: boolean;
  may: { confirm: boolean; object: boolean; withdraw: boolean };
  objection: { isMine: boolean; reason: string | null; at: string } | null;
};

/** The terms of a link, page or sale as its payer is shown them; null where the money is the seller's at once. */
export function payTerms(stored: unknown): PayTerms | null {
  if (stored === null || stored === undefined) return null;
  const terms = stored as EscrowTerms;
  return {
    autoReleaseDays: terms.auto_release_days,
    shipWithinHours: terms.ship_within_hours,
    beneficiary: terms.beneficiary?.name ?? null,
    split: terms.split.map(({ kind, amount }) => ({ kind, amount: String(amount) })),
    serial: terms.serial,
  };
}

function endOf({ account, undoUntil }: BuyerCase, now: Date): DeliveryStage {
  if (account.status === "refunded") return "returned";
  if (undoUntil !== null && undoUntil > now) return "leaving";
  return account.amountRefunded > 0n ? "mixed" : "released";
}

function stageOf(found: BuyerCase, now: Date, isReturning: boolean): DeliveryStage {
  const { account, dispute } = found;
  // The bank's own stops the clocks too; one of staff or buyer is read before it.
  if (dispute?.kind === "chargeback") return "charged_back";
  if (account.pausedAt !== null) return "disputed";
  if (account.status !== "held") return endOf(found, now);
  if (isReturning) return "returning";
  if (account.evidenceClass === "buyer_code") return "confirmed";
  if (account.deliveredAt !== null) return "arrived";
  return account.shippedAt === null ? "waiting" : "sent";
}

const ASKS: readonly DeliveryStage[] = ["waiting", "sent", "arrived"];
const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

/** The page of one case. `isReturning`: everything that is left is on its way back. Undefined before anything is held. */
export function deliveryPage(
  found: BuyerCase,
  { now, hasAddress, isReturning }: { now: Date; hasAddress: boolean; isReturning: boolean },
): PayDelivery | undefined {
  const { account, dispute, complaint, code } = found;
  if (account.status === "pending") return undefined;
  const stage = stageOf(found, now, isReturning);
  const isMine = dispute?.kind === "buyer";
  const asks = ASKS.includes(stage);
  const isPaused = account.pausedAt !== null;
  return {
    stage,
    amount: account.amountTotal.toString(),
    amountHeld: (account.amountHeld + account.amountPending).toString(),
    amountReleased: account.amountReleased.toString(),
    amountReturned: account.amountRefunded.toString(),
    heldAt: iso(account.heldAt),
    sentAt: iso(account.shippedAt),
    arrivedAt: iso(account.deliveredAt),
    shipBy: isPaused || account.shippedAt !== null ? null : iso(account.shipBy),
    autoReleaseAt: isPaused || account.amountHeld === 0n ? null : iso(account.autoReleaseAt),
    endedAt: iso(account.endedAt),
    parcel: found.parcel,
    serial: (account.terms as EscrowTerms).serial,
    code: code === undefined ? null : { sentTo: code.sentTo, expiresAt: code.expiresAt.toISOString() },
    hasAddress,
    may: { confirm: asks, object: asks, withdraw: isPaused && isMine },
    objection:
      dispute === undefined || dispute.kind === "chargeback"
        ? null
        : { isMine, reason: isMine ? complaint : null, at: dispute.createdAt.toISOString() },
  };
}
