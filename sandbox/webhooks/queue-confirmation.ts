import { randomUUID } from "node:crypto";
import type { Delivery, Paylink, Transaction } from "../state/records";
import type { World } from "../world";
import { confirmationBody } from "./confirmation-body";

/** Records that a success has to be told; null when the link was created without an address. */
export function queueConfirmation(world: World, paylink: Paylink, transaction: Transaction): Delivery | null {
  if (paylink.confirmationUrl === "") return null;
  const delivery: Delivery = {
    id: randomUUID(),
    account: paylink.account,
    xactId: transaction.id,
    url: paylink.confirmationUrl,
    body: JSON.stringify(confirmationBody(transaction)),
    status: "queued",
    tries: [],
    queuedAt: world.clock.now(),
  };
  world.truth.put("delivery", delivery);
  return delivery;
}
