import "server-only";
import type { Clock } from "@/lib/kernel/clock";
import type { IdKind } from "@/lib/kernel/ids";
import {
  type BookingCommand,
  type BookingResult,
  saleArgs,
  transactionCommand,
  whyNotBookable,
} from "@/lib/payments/book-transaction";
import type { ProviderTransaction } from "@/lib/providers/port";
import type { Actor } from "@/lib/runtime/context";
import { runCommand } from "@/lib/runtime/run-command";
import { readTry } from "./repository";

export type AttemptBooking = {
  merchantId: string;
  attemptId: string;
  transaction: ProviderTransaction;
  callId: string;
  eventId?: string;
  actor: Actor;
  clock: Clock;
  ids?: (kind: IdKind) => string;
};

type Answer = {
  answer: {
    result: "applied" | "replayed" | "refused_currency" | "unmatched";
    payment_id: string;
    payment_token: string;
  };
};

/** An authorised try whose row now says taken: the provider closed the hold, whatever kind it calls the row. */
async function heldPayment(booking: AttemptBooking): Promise<string | undefined> {
  if (booking.transaction.verdict !== "captured") return undefined;
  const known = await readTry(booking.merchantId, booking.attemptId);
  return known?.attempt.status === "authorised" ? known.payment.id : undefined;
}

/** The one command that books this row of a try, or why none does. */
export async function attemptCommand(booking: AttemptBooking): Promise<BookingCommand> {
  const { transaction, clock } = booking;
  const held = await heldPayment(booking);
  const { attemptId, ...rest } = booking;
  if (transaction.kind === "capture" || held !== undefined) {
    const capture = { ...transaction, kind: "capture" as const };
    const paymentId = held === undefined ? {} : { paymentId: held };
    return transactionCommand({ ...rest, transaction: capture, paylinkId: null, ...paymentId });
  }
  if (transaction.kind === "reversal") return { kind: "elsewhere" };
  const open = whyNotBookable(transaction);
  if (open !== undefined) return { kind: "open", why: open };
  const args = { ...saleArgs({ ...rest, paylinkId: null }, clock.now()), attempt_id: attemptId };
  return { kind: "command", command: "book_attempt", args };
}

/**
 * Applies one provider transaction to a checkout's try, payment and ledger by one SQL statement. Repeating it is a
 * no-op. Only a transaction that came as the answer to our own query or charge may be passed (architecture decision 8).
 */
export async function bookAttempt(booking: AttemptBooking): Promise<BookingResult> {
  const told = await attemptCommand(booking);
  if (told.kind !== "command") return told;
  const [row] = await runCommand<Answer>("vezne_app", told.command, told.args);
  if (!row) throw new Error("booking gave no answer");
  const { result, payment_id: paymentId, payment_token: paymentToken } = row.answer;
  if (result === "unmatched") return { kind: "open", why: "capture_without_authorisation" };
  return { kind: "booked", result, paymentId, paymentToken };
}
