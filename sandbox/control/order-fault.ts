import { jsonReply, type Reply } from "../http/exchange";
import { PAYNET_SERVICES } from "../paynet/services";
import { PAYWALL_SERVICES } from "../paywall/services";
import { FaultOrder } from "../traffic/fault-book";
import type { ControlCall } from "./control-call";

/** `POST /_control/faults`: an operation nobody serves is refused, because such a fault would never strike. */
export function orderFault({ world, input }: ControlCall): Reply {
  const order = FaultOrder.parse(input);
  const services = order.provider === "paynet" ? PAYNET_SERVICES : PAYWALL_SERVICES;
  const known = ["webhook", "return", ...services.map((service) => service.operation)];
  if (!known.includes(order.operation)) {
    return jsonReply(422, { error: "invalid_input", message: "unknown operation", known });
  }
  return jsonReply(200, { fault: world.faults.order(order) });
}

export function listFaults({ world }: ControlCall): Reply {
  return jsonReply(200, { faults: world.faults.list() });
}

export function clearFaults({ world }: ControlCall): Reply {
  return jsonReply(200, { cleared: world.faults.clear() });
}
