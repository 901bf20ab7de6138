import type { Reply } from "../http/exchange";
import type { Delivery } from "../state/records";
import type { World } from "../world";

/** Lets the answer leave first and the webhook follow, unless fault `first` asks for the opposite. */
export async function announce(world: World, delivery: Delivery | null, reply: Reply): Promise<Reply> {
  if (delivery === null) return reply;
  if (world.faults.awaits("paynet", "webhook", "first")) {
    await world.courier.dispatch(delivery);
    return reply;
  }
  return { ...reply, after: () => void world.courier.dispatch(delivery) };
}
