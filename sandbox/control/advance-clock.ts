import { z } from "zod";
import { jsonReply, type Reply } from "../http/exchange";
import { passTime } from "../pass-time";
import type { ControlCall } from "./control-call";

const Input = z.strictObject({
  advance_seconds: z
    .number()
    .int()
    .min(0)
    .max(10 * 366 * 86_400),
});

/** `POST /_control/clock`: moves the provider's time forward; it cannot go back. */
export function advanceClock({ world, input }: ControlCall): Reply {
  passTime(world, Input.parse(input).advance_seconds);
  const now = new Date(world.clock.now()).toISOString();
  return jsonReply(200, { now, offset_seconds: world.clock.offsetSeconds() });
}
