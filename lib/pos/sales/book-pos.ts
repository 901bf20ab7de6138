import "server-only";
import type { Clock } from "@/lib/kernel/clock";
import type { IdKind } from "@/lib/kernel/ids";
import { type BookingCommand, type BookingResult, saleArgs, whyNotBookable } from "@/lib/payments/book-transaction";
import type { ProviderTransaction } from "@/lib/providers/port";
import type { Actor } from "@/lib/runtime/context";
import { runCommand } from "@/lib/runtime/run-command";

export type PosBooking = {
  merchantId: string;
  sessionId: string;
  transaction: ProviderTransaction;
  callId: string;
  eventId?: string;
  actor: Actor;
  clock: Clock;
  ids?: (kind: IdKind) => string;
};

type Answer = { answer: { result: "applied" | "replayed" | "refused_currency"; payment_id: string } };

/** The one command that books this row of a phone's try, or why none does. */
export function posCommand({ sessionId, ...booking }: PosBooking): BookingCommand {
  const { transaction, clock } = booking;
  if (transaction.kind === "reversal") return { kind: "elsewhere" };
  // A phone holds nothing: an authorisation of its session is not what we asked for.
  const open = transaction.kind === "sale" ? whyNotBookable(transaction) : "not_a_sale";
  if (open !== undefined) return { kind: "open", why: open };
  const args = { ...saleArgs({ ...booking, paylinkId: null }, clock.now()), session_id: sessionId };
  return { kind: "command", command: "book_pos", args };
}

/**
 * Applies one provider transaction to a try of a sale on a phone, its payment and the books by one SQL statement.
 * Repeating it is a no-op. Only a transaction that answered our own query may be passed (architecture decision 8).
 */
export async function bookPos(booking: PosBooking): Promise<BookingResult> {
  const told = posCommand(booking);
  if (told.kind !== "command") return told;
  const [row] = await runCommand<Answer>("vezne_app", told.command, told.args);
  if (!row) throw new Error("booking gave no answer");
  const { result, payment_id: paymentId } = row.answer;
  // Nobody is sent to the page of a sale on a phone by its booking.
  return { kind: "booked", result, paymentId, paymentToken: "" };
}
