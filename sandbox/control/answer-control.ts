import { z } from "zod";
import { type Exchange, jsonReply, type Outcome, type Reply } from "../http/exchange";
import type { World } from "../world";
import { CONTROL_ROUTES, type ControlRoute } from "./routes";

/** `/_control/...`: whoever can reach it controls the imitated provider, so it serves this machine only. */
export async function answerControl(world: World, exchange: Exchange): Promise<Outcome> {
  const refusal = guard(world, exchange);
  if (refusal !== null) return refusal;
  const found = findRoute(exchange);
  if (found === null) return jsonReply(404, { error: "not_found" });
  if (found.route.answer === "not_built") return jsonReply(404, { error: "not_built" });
  const input = readJson(exchange.body);
  if (input === undefined) return jsonReply(400, { error: "malformed", message: "the body is not JSON" });
  try {
    return await found.route.answer({ world, input, query: exchange.query, parameter: found.parameter });
  } catch (error) {
    if (error instanceof z.ZodError) return jsonReply(422, { error: "invalid_input", issues: error.issues });
    throw error;
  }
}

/** Loopback socket against the network, exact Host against DNS rebinding, JSON only against forms of other sites. */
function guard(world: World, exchange: Exchange): Reply | null {
  const loopback = /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/.test(exchange.remoteAddress);
  const knownHost = exchange.host === `127.0.0.1:${world.port}` || exchange.host === `localhost:${world.port}`;
  if (!loopback || !knownHost) return jsonReply(403, { error: "forbidden" });
  const type = exchange.headers["content-type"]?.split(";")[0]?.trim().toLowerCase();
  const needsType = exchange.method === "POST" || exchange.body !== "" || type !== undefined;
  return needsType && type !== "application/json" ? jsonReply(415, { error: "unsupported_media_type" }) : null;
}

function findRoute({ method, path }: Exchange): { route: ControlRoute; parameter: string } | null {
  for (const route of CONTROL_ROUTES) {
    const match = route.method === method ? route.path.exec(path.slice("/_control/".length)) : null;
    if (match !== null) return { route, parameter: match[1] ?? "" };
  }
  return null;
}

function readJson(body: string): unknown {
  try {
    return body.trim() === "" ? {} : JSON.parse(body);
  } catch {
    return undefined;
  }
}
