import { expect } from "vitest";
import { eventuallyPasses } from "../../support/eventually-passes";
import type { Rig } from "./open-rig";
import type { Role } from "./processes";

const CALL_DELAY_MS = 3_000;

/** The next call of the operation is held at the provider; when it has arrived, every process of the role dies. */
export async function killInside(
  rig: Rig,
  role: Role,
  { provider, operation }: { provider: "paynet" | "paywall"; operation: string },
  trigger: () => Promise<unknown>,
): Promise<void> {
  const seen = async () => {
    const answer = await rig.send(`${rig.sandboxUrl}/_control/requests?provider=${provider}&operation=${operation}`);
    return (answer.body.requests as unknown[]).length;
  };
  const before = await seen();
  await rig.control("faults", { provider, operation, effect: "delay", times: 1, delay_ms: CALL_DELAY_MS });
  const triggered = trigger().catch(() => undefined);
  await eventuallyPasses(async () => expect(await seen()).toBeGreaterThan(before), 20_000);
  expect(rig.kill(role, "all")).toBeGreaterThan(0);
  await triggered;
}
