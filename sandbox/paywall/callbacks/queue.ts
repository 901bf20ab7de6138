import { randomUUID } from "node:crypto";
import type { World } from "../../world";

/** ASSUMPTION PAYWALL-W1: a JSON POST that a 2xx ends, repeated like the other provider's. Records that something has to be told and sends it behind the present answer; repeats survive a restart. */
export function tell(world: World, account: string, subject: string, url: string, body: Record<string, unknown>): void {
  const delivery = {
    id: randomUUID(),
    provider: "paywall" as const,
    account,
    xactId: subject,
    url,
    body: JSON.stringify(body),
    status: "queued" as const,
    tries: [],
    queuedAt: world.clock.now(),
  };
  world.truth.put("delivery", delivery);
  setImmediate(() => void world.courier.dispatch(delivery));
}
