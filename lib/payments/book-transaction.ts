import "server-only";
import type { Clock } from "@/lib/kernel/clock";
import { type IdKind, newId, newToken } from "@/lib/kernel/ids";
import type { ProviderTransaction } from "@/lib/providers/port";
import type { Actor } from "@/lib/runtime/context";
import { actorRecord } from "@/lib/runtime/context";
import { type Command, type CommandArgs, runCommand } from "@/lib/runtime/run-command";
import { tokenHash } from "@/lib/runtime/token-hash";

export type Booking = {
  merchantId: string;
  /** The link whose reference the transaction carries; null only for a capture whose payment is named. */
  paylinkId: string | null;
  transaction: ProviderTransaction;
  callId: string;
  eventId?: string;
  /** The payment of the very browser that came back with this transaction, when that is proven. */
  paymentId?: string;
  actor: Actor;
  clock: Clock;
  /** Ids of what may be new; fresh ones unless the caller needs the same again. */
  ids?: (kind: IdKind) => string;
};

/** What a provider's row makes us tell the database, before it is told. */
export type BookingCommand =
  | { kind: "command"; command: Command; args: CommandArgs }
  | Exclude<BookingResult, { kind: "booked" }>;

export type BookingResult =
  | { kind: "booked"; result: "applied" | "replayed" | "refused_currency"; paymentId: string; paymentToken: string }
  /** A reversal: what went back is told by the provider's own list of reversals, never by this row. */
  | { kind: "elsewhere" }
  /** Neither paid nor failed, or an answer without the figures: nothing is booked, the question stays open. */
  | { kind: "open"; why: string };

type Answer = {
  answer: {
    result: "applied" | "replayed" | "refused_currency" | "unmatched";
    payment_id: string;
    payment_token: string;
  };
};

type Figures = Pick<ProviderTransaction, "amountCharged" | "net" | "commission" | "commissionTax">;

function missingFigure({ amountCharged, net, commission, commissionTax }: Figures): boolean {
  return [amountCharged, net, commission, commissionTax].some((figure) => figure === null || figure < 0n);
}

/** What every booking tells the database: the provider's figures, who proved them, and ids for what may be new. */
export function figuresOf(booking: Booking, now: Date) {
  const { transaction } = booking;
  return {
    merchant_id: booking.merchantId,
    paylink_id: booking.paylinkId,
    payment_id: booking.paymentId ?? null,
    transaction_id: transaction.transactionId,
    amount_charged: transaction.amountCharged?.toString() ?? null,
    net: transaction.net?.toString() ?? null,
    commission: transaction.commission?.toString() ?? null,
    commission_tax: transaction.commissionTax?.toString() ?? null,
    currency: transaction.currency ?? transaction.currencyText.slice(0, 3).padEnd(3, "?"),
    provider_refs: transaction.refs,
    paid_at: transaction.occurredAt?.toISOString() ?? null,
    call_id: booking.callId,
    event_id: booking.eventId ?? null,
    actor: actorRecord(booking.actor),
    new_journal_id: idsOf(booking, now)("journal"),
  };
}

const idsOf = (booking: Pick<Booking, "ids">, now: Date) => booking.ids ?? ((kind: IdKind) => newId(kind, now));

/** What a sale's booking tells besides its figures: its verdict, its card, and ids for a payment nobody knew of. */
export function saleArgs(booking: Booking, now: Date) {
  const token = newToken();
  const { transaction } = booking;
  const idOf = idsOf(booking, now);
  return {
    ...figuresOf(booking, now),
    verdict: transaction.verdict,
    installments: transaction.installments,
    card: transaction.card,
    decline: transaction.decline,
    new_payment_id: idOf("payment"),
    new_payment_token: token,
    new_token_hash: tokenHash(token),
    new_attempt_id: idOf("attempt"),
  };
}

/** Why a row moves nothing, or undefined when it may be booked. */
export function whyNotBookable({ kind, verdict, ...figures }: ProviderTransaction): string | undefined {
  if (kind === "other" || verdict === "open") return "open";
  if (kind === "capture" && verdict !== "captured") return "failed_capture";
  return verdict !== "failed" && missingFigure(figures) ? "missing_figure" : undefined;
}

/** The one command that books this row of a link, or why none does. */
export function transactionCommand(booking: Booking): BookingCommand {
  const { transaction, clock } = booking;
  if (transaction.kind === "reversal") return { kind: "elsewhere" };
  const open = whyNotBookable(transaction);
  if (open !== undefined) return { kind: "open", why: open };
  const now = clock.now();
  return transaction.kind === "capture"
    ? {
        kind: "command",
        command: "book_capture",
        args: { ...figuresOf(booking, now), new_capture_id: idsOf(booking, now)("capture") },
      }
    : { kind: "command", command: "book_transaction", args: saleArgs(booking, now) };
}

/**
 * Applies one provider transaction to link, payment and ledger by one SQL statement. Repeating it is a no-op.
 * Only a transaction that came as the answer to our own query may be passed (architecture decision 8).
 */
export async function bookTransaction(booking: Booking): Promise<BookingResult> {
  const told = transactionCommand(booking);
  if (told.kind !== "command") return told;
  const [row] = await runCommand<Answer>("vezne_app", told.command, told.args);
  if (!row) throw new Error("booking gave no answer");
  const { result, payment_id: paymentId, payment_token: paymentToken } = row.answer;
  if (result === "unmatched") return { kind: "open", why: "capture_without_authorisation" };
  return { kind: "booked", result, paymentId, paymentToken };
}
