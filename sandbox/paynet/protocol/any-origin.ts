import type { Exchange, Outcome, Reply } from "../../http/exchange";

const ALLOWED = {
  "access-control-allow-origin": "*",
  "access-control-allow-methods": "POST",
  "access-control-allow-headers": "authorization, content-type, accept",
  "access-control-max-age": "600",
};

/** The answer to a browser that asks whether it may. */
export const PREFLIGHT: Reply = { status: 204, headers: ALLOWED, body: "" };

export function isPreflight(exchange: Exchange): boolean {
  return exchange.method === "OPTIONS";
}

/** Refusals too: a script has to be able to read why. */
export function allowOrigins(outcome: Outcome): Outcome {
  return outcome === "hang_up" ? outcome : { ...outcome, headers: { ...outcome.headers, ...ALLOWED } };
}
