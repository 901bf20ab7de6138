import type { ProviderReversal } from "@/lib/providers/port";

/** A refund that was sent and whose end nobody knows. */
export type Underway = { id: string; status: string; sentAt: Date | null };

export type Looked = {
  refund: Underway & { providerTransactionId: string; amount: bigint };
  /** Records that are other refunds' by their own word. */
  claimed: ReadonlySet<string | null>;
  /** Refunds of the same sale and amount whose end nobody knows either: their records look the same. */
  twins: readonly Underway[];
};

/** How far the provider's clock may stand before ours. */
const SKEW_MS = 120_000;

const madeAt = ({ requestedAt }: ProviderReversal) => requestedAt?.getTime() ?? Number.POSITIVE_INFINITY;
const sentAt = (one: Underway) => one.sentAt?.getTime() ?? 0;
const isAccepted = ({ status }: Underway) => Number(status === "sent");

/** Whose turn it is where fewer arrived than were sent: those that the provider accepted, then the ones sent earlier. */
export const inTurn = <One extends Underway>(refunds: readonly One[]): One[] =>
  refunds.toSorted(
    (one, other) => isAccepted(other) - isAccepted(one) || sentAt(one) - sentAt(other) || (one.id < other.id ? -1 : 1),
  );

/**
 * The provider's own record of a refund: same sale, same amount, made after we sent it, not another refund's. Equal refunds
 * may have fewer records than they are, because one never arrived: those that the provider accepted come first, then the ones
 * sent earlier, each with the oldest record it may have. `undecided` while one of them is only just being sent.
 */
export function ownRecord(
  reversals: readonly ProviderReversal[],
  { refund, claimed, twins }: Looked,
): ProviderReversal | "undecided" | undefined {
  const left = reversals
    .filter((row) => row.transactionId === refund.providerTransactionId && row.amount === refund.amount)
    .filter(({ reversalId }) => !claimed.has(reversalId))
    .sort((one, other) => madeAt(one) - madeAt(other));
  const isShort = left.length > 0 && left.length <= twins.length;
  if (isShort && refund.status !== "sent" && twins.some(({ status }) => status === "sending")) return "undecided";
  for (const one of inTurn([refund, ...twins])) {
    const place = left.findIndex((row) => madeAt(row) >= sentAt(one) - SKEW_MS);
    const [record] = place === -1 ? [] : left.splice(place, 1);
    if (one.id === refund.id) return record;
  }
  return undefined;
}
