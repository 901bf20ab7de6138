import "server-only";
import { wakeWorkers } from "@/lib/jobs/wake-workers";
import type { Clock } from "@/lib/kernel/clock";
import { newId } from "@/lib/kernel/ids";
import { runCommand } from "@/lib/runtime/run-command";
import { deliveryCode, deliveryCodeHash, maskedAddress } from "./delivery-code";

/** The buyer of one held account, proven by the token of the payment. */
export type Buyer = { merchantId: string; mode: "test" | "live"; escrowId: string; paymentId: string };

export const payerRecord = ({ paymentId }: Buyer) => ({ kind: "payer" as const, id: paymentId });

export type CodeAsked =
  | "started"
  /** Three an hour, ten a day. */
  | "too_many"
  /** Nothing is held, somebody else objects, or it is confirmed already: the page says which. */
  | "not_needed";

/** Sends the buyer a new code; the mail itself follows from the outbox. `address` is where it will go. */
export async function askForCode(
  buyer: Buyer,
  { address, clock }: { address: string; clock: Clock },
): Promise<CodeAsked> {
  const codeId = newId("deliveryCode", clock.now());
  const of = { merchantId: buyer.merchantId, codeId };
  const [row] = await runCommand<{ answer: { result: string } }>("vezne_app", "start_delivery_code", {
    merchant_id: buyer.merchantId,
    mode: buyer.mode,
    escrow_id: buyer.escrowId,
    new_code_id: codeId,
    code_hash: deliveryCodeHash(of, deliveryCode(of)),
    sent_to: maskedAddress(address),
    actor: payerRecord(buyer),
  });
  const result = row?.answer.result;
  if (result === "started" || result === "replayed") {
    wakeWorkers();
    return "started";
  }
  return result === "too_many" ? "too_many" : "not_needed";
}
