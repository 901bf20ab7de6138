import "server-only";
import type { Clock } from "@/lib/kernel/clock";
import { newId, newToken } from "@/lib/kernel/ids";
import { type BookingResult, bookTransaction, figuresOf, whyNotBookable } from "@/lib/payments/book-transaction";
import type { ProviderTransaction } from "@/lib/providers/port";
import type { Actor } from "@/lib/runtime/context";
import { runCommand } from "@/lib/runtime/run-command";
import { tokenHash } from "@/lib/runtime/token-hash";
import { readTry } from "./repository";

export type AttemptBooking = {
  merchantId: string;
  attemptId: string;
  transaction: ProviderTransaction;
  callId: string;
  eventId?: string;
  actor: Actor;
  clock: Clock;
};

type Answer = {
  answer: { result: "applied" | "replayed" | "refused_currency"; payment_id: string; payment_token: string };
};

/** An authorised try whose row now says taken: the provider closed the hold, whatever kind it calls the row. */
async function heldPayment(booking: AttemptBooking): Promise<string | undefined> {
  if (booking.transaction.verdict !== "captured") return undefined;
  const known = await readTry(booking.merchantId, booking.attemptId);
  return known?.attempt.status === "authorised" ? known.payment.id : undefined;
}

/**
 * Applies one provider transaction to a checkout's try, payment and ledger by one SQL statement. Repeating it is a
 * no-op. Only a transaction that came as the answer to our own query or charge may be passed (architecture decision 8).
 */
export async function bookAttempt(booking: AttemptBooking): Promise<BookingResult> {
  const { transaction, clock } = booking;
  const held = await heldPayment(booking);
  if (transaction.kind === "capture" || held !== undefined) {
    const { attemptId: _attempt, ...rest } = booking;
    const capture = { ...transaction, kind: "capture" as const };
    return bookTransaction({
      ...rest,
      transaction: capture,
      paylinkId: null,
      ...(held === undefined ? {} : { paymentId: held }),
    });
  }
  if (transaction.kind === "reversal") return { kind: "elsewhere" };
  const open = whyNotBookable(transaction);
  if (open !== undefined) return { kind: "open", why: open };
  const now = clock.now();
  const token = newToken();
  const [row] = await runCommand<Answer>("vezne_app", "book_attempt", {
    ...figuresOf({ ...booking, paylinkId: null }, now),
    attempt_id: booking.attemptId,
    verdict: transaction.verdict,
    installments: transaction.installments,
    card: transaction.card,
    decline: transaction.decline,
    new_attempt_id: newId("attempt", now),
    new_payment_id: newId("payment", now),
    new_payment_token: token,
    new_token_hash: tokenHash(token),
  });
  if (!row) throw new Error("booking gave no answer");
  const { result, payment_id: paymentId, payment_token: paymentToken } = row.answer;
  return { kind: "booked", result, paymentId, paymentToken };
}
