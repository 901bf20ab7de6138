import type { IncomingHttpHeaders } from "node:http";
import type { World } from "../world";
import type { PaywallAccount } from "./accounts";
import type { Fields } from "./protocol/fields";

/** What a service gets to work with. */
export interface PaywallCall {
  world: World;
  account: PaywallAccount;
  /** Arguments of a GET are headers (docs/providers/paywall.md 1.5). */
  headers: IncomingHttpHeaders;
  body: Fields;
  /** Payments younger than this moment are not shown (fault `lag`). */
  seenUntil: number;
}

export interface PaywallServiceAnswer {
  body: unknown;
  message?: string;
  /** Keep the caller waiting past its limit although the call took effect (sentinel 52). */
  hang?: boolean;
}

export interface PaywallService {
  host: "payment" | "private" | "card" | "member";
  /** Which pair proves the caller, where it is not the host's own. */
  keys?: "private";
  method: "GET" | "POST" | "PUT" | "DELETE";
  /** Below the host's prefix: also the name faults and the request log know it by. */
  operation: string;
  run(call: PaywallCall): PaywallServiceAnswer;
}
