import { answerControl } from "./control/answer-control";
import { type Exchange, jsonReply, type Outcome } from "./http/exchange";
import { answerPage } from "./pages/answer-page";
import { answerPaynetCall } from "./paynet/answer-call";
import { isPaynetPage } from "./paynet/three-d/gate-page";
import { answerPaywallCall } from "./paywall/answer-call";
import type { World } from "./world";

const PAYNET_PREFIX = "/paynet";
const PAYWALL_PREFIX = "/paywall";
/** The agent page of a 3-D payment lives below the same word as the API. */
const PAYWALL_PAGE = "/paywall/callback";

/** Which part of the sandbox a request is for. */
export function routeExchange(world: World, exchange: Exchange): Promise<Outcome> | Outcome {
  const { path, hostname } = exchange;
  if (path.startsWith("/_control/")) return answerControl(world, exchange);
  if (isPaynetPage(path)) return answerPage(world, exchange);
  if (path.startsWith(`${PAYNET_PREFIX}/`)) return answerPaynetCall(world, exchange, path.slice(PAYNET_PREFIX.length));
  if (path.startsWith(`${PAYWALL_PREFIX}/`) && path !== PAYWALL_PAGE) {
    return answerPaywallCall(world, exchange, path.slice(PAYWALL_PREFIX.length));
  }
  if (hostname === "paynet.localhost") return answerPaynetCall(world, exchange, path);
  if (path === "/health") return jsonReply(200, { ok: true });
  return answerPage(world, exchange);
}
