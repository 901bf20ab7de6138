import type { Exchange, Outcome } from "../http/exchange";
import type { World } from "../world";

export function answerPage(_world: World, _exchange: Exchange): Outcome {
  return { status: 404, headers: {}, body: "" };
}
