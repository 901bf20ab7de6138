import { z } from "zod";
import { RIGHT_PASSWORD } from "../../bank/cards";
import { jsonReply, type Reply } from "../../http/exchange";
import { judgePayer } from "../../paynet/three-d/bank-leg";
import { isOver } from "../../paynet/three-d/find-session";
import { postReturn } from "../../paynet/three-d/return-form";
import type { ControlCall } from "../control-call";

const Input = z.strictObject({ result: z.enum(["ok", "fail", "close_before", "close_after"]) });

/**
 * The payer's part of a Paynet session. `close_before`: the tab is closed before the password; `close_after`: 3-D was
 * passed, the browser never came back. Nothing is charged here: the shop has to ask for it.
 */
export function finishPaynetSession({ world, input, parameter }: ControlCall): Reply {
  const { result } = Input.parse(input);
  const opened = world.truth.get("pnSession", parameter);
  if (opened === undefined) return jsonReply(404, { error: "not_found" });
  if (opened.status !== "awaiting_3d") return jsonReply(409, { reason: opened.status });
  if (isOver(opened, world.clock.now())) return jsonReply(409, { reason: "expired" });
  const password = result === "fail" ? "" : RIGHT_PASSWORD;
  const session = result === "close_before" ? opened : judgePayer(world, opened, password);
  const returns = result === "ok" || result === "fail";
  const reply = jsonReply(200, { result, status: session.status, return: returns ? "queued" : "none" });
  return returns ? { ...reply, after: () => void postReturn(session) } : reply;
}
