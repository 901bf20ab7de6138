import { z } from "zod";
import { jsonReply, type Reply } from "../http/exchange";
import { queueConfirmation } from "../webhooks/queue-confirmation";
import type { ControlCall } from "./control-call";

const Input = z.strictObject({
  /** xact_id, plain id or the reference of the payment. */
  transaction: z.union([z.string().min(1), z.number().int()]),
  times: z.number().int().min(1).max(1_000).default(1),
});

/** `POST /_control/webhooks/redeliver`: tells a success again, as often as asked, after the answer. */
export function redeliverWebhook({ world, input }: ControlCall): Reply {
  const { transaction: wanted, times } = Input.parse(input);
  const names = String(wanted);
  const transaction = world.truth
    .all("transaction")
    .filter((row) => row.id === names || String(row.xact) === names || row.referenceNo === names)
    .sort((a, b) => Number(a.isSucceed) - Number(b.isSucceed))
    .at(-1);
  if (transaction === undefined) return jsonReply(404, { error: "not_found" });
  const paylink = world.truth.get("paylink", transaction.paylinkId ?? "");
  if (!transaction.isSucceed || paylink === undefined || paylink.confirmationUrl === "") {
    return jsonReply(409, { reason: "no_webhook" });
  }
  const deliveries = Array.from({ length: times }, () => queueConfirmation(world, paylink, transaction));
  const reply = jsonReply(200, { queued: times, transaction: transaction.id });
  const after = () => {
    for (const delivery of deliveries) if (delivery !== null) void world.courier.dispatch(delivery);
  };
  return { ...reply, after };
}
