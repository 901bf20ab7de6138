import { answerControl } from "./control/answer-control";
import { type Exchange, jsonReply, type Outcome } from "./http/exchange";
import { answerPage } from "./pages/answer-page";
import { answerPaynetCall } from "./paynet/answer-call";
import type { World } from "./world";

const PAYNET_PREFIX = "/paynet";

/** Which part of the sandbox a request is for. */
export function routeExchange(world: World, exchange: Exchange): Promise<Outcome> | Outcome {
  const { path, hostname } = exchange;
  if (path.startsWith("/_control/")) return answerControl(world, exchange);
  if (path.startsWith(`${PAYNET_PREFIX}/`)) return answerPaynetCall(world, exchange, path.slice(PAYNET_PREFIX.length));
  if (hostname === "paynet.localhost") return answerPaynetCall(world, exchange, path);
  if (path === "/health") return jsonReply(200, { ok: true });
  return answerPage(world, exchange);
}
