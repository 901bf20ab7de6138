import { jsonReply, type Reply } from "../http/exchange";
import type { ControlCall } from "./control-call";

/** `GET /_control/requests`: the calls received, oldest first, with secrets masked. */
export function showRequests({ world, query }: ControlCall): Reply {
  return jsonReply(200, { requests: world.requests.list(query.get("provider"), query.get("operation")) });
}
