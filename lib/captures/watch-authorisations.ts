import "server-only";
import type { Clock } from "@/lib/kernel/clock";
import { newId } from "@/lib/kernel/ids";
import type { PaymentProvider } from "@/lib/providers/port";
import { type Actor, actorRecord } from "@/lib/runtime/context";
import { runCommand } from "@/lib/runtime/run-command";
import { authorisedPayments, type HeldBy } from "./repository";

const ACTOR: Actor = { kind: "system", id: "watch-authorisations" };

type Watch = { merchantId: string; of: HeldBy; provider: PaymentProvider; clock: Clock };

/**
 * Asks the provider whether the authorised amounts of a link, or of one payment, are still held. One that was let go without our asking
 * (its own panel, its own expiry) ends the payment as voided; no answer changes nothing. Answers how many may still be held.
 */
export async function watchAuthorisations({ merchantId, of, provider, clock }: Watch): Promise<number> {
  let held = 0;
  for (const { paymentId, transactionId } of await authorisedPayments(merchantId, of)) {
    const record = await provider.describeTransaction(transactionId ?? "");
    if (record.kind !== "found" || !record.reversed) {
      held += 1;
      continue;
    }
    await runCommand("vezne_app", "book_authorisation_end", {
      merchant_id: merchantId,
      payment_id: paymentId,
      transaction_id: record.reversedBy,
      call_id: record.callId,
      actor: actorRecord(ACTOR),
      new_capture_id: newId("capture", clock.now()),
    });
  }
  return held;
}
