import { z } from "zod";
import { jsonReply, type Reply } from "../http/exchange";
import { queuePosNotice } from "../paypos/pos-notice";
import type { Delivery, Transaction } from "../state/records";
import { queueConfirmation } from "../webhooks/queue-confirmation";
import type { World } from "../world";
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
  const deliveries = Array.from({ length: transaction.isSucceed ? times : 0 }, () => tellAgain(world, transaction));
  if (!deliveries.some((delivery) => delivery !== null)) return jsonReply(409, { reason: "no_webhook" });
  const reply = jsonReply(200, { queued: times, transaction: transaction.id });
  const after = () => {
    for (const delivery of deliveries) if (delivery !== null) void world.courier.dispatch(delivery);
  };
  return { ...reply, after };
}

/** Null where neither a link nor a dealer's phone has an address to tell it to. */
function tellAgain(world: World, transaction: Transaction): Delivery | null {
  const paylink = world.truth.get("paylink", transaction.paylinkId ?? "");
  if (paylink !== undefined) return queueConfirmation(world, paylink, transaction);
  const sold = world.truth.all("posSession").find(({ xactIds }) => xactIds.includes(transaction.id));
  return sold === undefined ? null : queuePosNotice(world, sold, transaction);
}
