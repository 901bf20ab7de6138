import "server-only";
import type { Clock } from "@/lib/kernel/clock";
import { newId, newToken } from "@/lib/kernel/ids";
import type { ProviderTransaction } from "@/lib/providers/port";
import type { Actor } from "@/lib/runtime/context";
import { actorRecord } from "@/lib/runtime/context";
import { runCommand } from "@/lib/runtime/run-command";
import { tokenHash } from "@/lib/runtime/token-hash";

export type Booking = {
  merchantId: string;
  paylinkId: string;
  transaction: ProviderTransaction;
  callId: string;
  eventId?: string;
  /** The payment of the very browser that came back with this transaction, when that is proven. */
  paymentId?: string;
  actor: Actor;
  clock: Clock;
};

export type BookingResult =
  | { kind: "booked"; result: "applied" | "replayed" | "refused_currency"; paymentId: string; paymentToken: string }
  /** Neither paid nor failed, or an answer without the figures: nothing is booked, the question stays open. */
  | { kind: "open"; why: string };

type Answer = {
  answer: { result: "applied" | "replayed" | "refused_currency"; payment_id: string; payment_token: string };
};

function missingFigure({ amountCharged, net, commission, commissionTax }: ProviderTransaction): boolean {
  return [amountCharged, net, commission, commissionTax].some((figure) => figure === null || figure < 0n);
}

/**
 * Applies one provider transaction to link, payment and ledger by one SQL statement. Repeating it is a no-op.
 * Only a transaction that came as the answer to our own query may be passed (architecture decision 8).
 */
export async function bookTransaction(booking: Booking): Promise<BookingResult> {
  const { transaction, clock } = booking;
  if (transaction.verdict !== "captured" && transaction.verdict !== "failed") {
    return { kind: "open", why: transaction.verdict };
  }
  if (transaction.verdict === "captured" && missingFigure(transaction)) return { kind: "open", why: "missing_figure" };
  const now = clock.now();
  const token = newToken();
  const [row] = await runCommand<Answer>("vezne_app", "book_transaction", {
    merchant_id: booking.merchantId,
    paylink_id: booking.paylinkId,
    payment_id: booking.paymentId ?? null,
    verdict: transaction.verdict,
    transaction_id: transaction.transactionId,
    amount_charged: transaction.amountCharged?.toString() ?? null,
    net: transaction.net?.toString() ?? null,
    commission: transaction.commission?.toString() ?? null,
    commission_tax: transaction.commissionTax?.toString() ?? null,
    currency: transaction.currency ?? transaction.currencyText.slice(0, 3).padEnd(3, "?"),
    installments: transaction.installments,
    card: transaction.card,
    decline: transaction.decline,
    provider_refs: transaction.refs,
    paid_at: transaction.occurredAt?.toISOString() ?? null,
    call_id: booking.callId,
    event_id: booking.eventId ?? null,
    actor: actorRecord(booking.actor),
    new_payment_id: newId("payment", now),
    new_payment_token: token,
    new_token_hash: tokenHash(token),
    new_attempt_id: newId("attempt", now),
    new_journal_id: newId("journal", now),
  });
  if (!row) throw new Error("book_transaction gave no answer");
  const { result, payment_id: paymentId, payment_token: paymentToken } = row.answer;
  return { kind: "booked", result, paymentId, paymentToken };
}
