import "server-only";
import type { Clock } from "@/lib/kernel/clock";
import { newId, newToken } from "@/lib/kernel/ids";
import { type BookingResult, figuresOf, whyNotBookable } from "@/lib/payments/book-transaction";
import type { ProviderTransaction } from "@/lib/providers/port";
import type { Actor } from "@/lib/runtime/context";
import { runCommand } from "@/lib/runtime/run-command";
import { tokenHash } from "@/lib/runtime/token-hash";

export type PosBooking = {
  merchantId: string;
  sessionId: string;
  transaction: ProviderTransaction;
  callId: string;
  eventId?: string;
  actor: Actor;
  clock: Clock;
};

type Answer = { answer: { result: "applied" | "replayed" | "refused_currency"; payment_id: string } };

/**
 * Applies one provider transaction to a try of a sale on a phone, its payment and the books by one SQL statement.
 * Repeating it is a no-op. Only a transaction that answered our own query may be passed (architecture decision 8).
 */
export async function bookPos(booking: PosBooking): Promise<BookingResult> {
  const { transaction, clock } = booking;
  if (transaction.kind === "reversal") return { kind: "elsewhere" };
  // A phone holds nothing: an authorisation of its session is not what we asked for.
  const open = transaction.kind === "sale" ? whyNotBookable(transaction) : "not_a_sale";
  if (open !== undefined) return { kind: "open", why: open };
  const now = clock.now();
  const token = newToken();
  const [row] = await runCommand<Answer>("vezne_app", "book_pos", {
    ...figuresOf({ ...booking, paylinkId: null }, now),
    session_id: booking.sessionId,
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
  return { kind: "booked", result: row.answer.result, paymentId: row.answer.payment_id, paymentToken: token };
}
