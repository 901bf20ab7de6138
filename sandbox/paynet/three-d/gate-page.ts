import { type Exchange, type Reply, seeOther } from "../../http/exchange";
import { closedLinkPage } from "../../pages/closed-link-page";
import type { World } from "../../world";
import { PAYNET_ACCOUNTS } from "../accounts";
import type { PaynetSession } from "../records";
import { bankUrl } from "./bank-leg";
import { isOver } from "./find-session";
import { returnForm } from "./return-form";
import { tokenOf } from "./session-ids";

/** ASSUMPTION PAYNET-S2: the address of the page is not documented for this service; clients take it as it comes. */
export const GATE_PATH = "/paynet/v2/gate/tds";
/** ASSUMPTION PAYNET-J1: the same for a session of the browser flow, below the API's own path. */
export const BROWSER_GATE_PATH = "/paynet/v1/paynetj/tds";

/** These two are pages although they stand below the API's prefix. */
export function isPaynetPage(path: string): boolean {
  return path === GATE_PATH || path === BROWSER_GATE_PATH;
}

/** Where the payer comes from the shop, by GET or by the self-submitting form: on to the card's bank. */
export function showGate(world: World, exchange: Exchange): Reply {
  const typed = exchange.method === "POST" ? new URLSearchParams(exchange.body) : new URLSearchParams();
  const value = (name: string) => exchange.query.get(name) ?? typed.get(name) ?? "";
  const session = world.truth.get("pnSession", value("session_id"));
  if (session === undefined || !mayEnter(session, exchange.path, value)) return closedLinkPage("unknown");
  if (session.status === "awaiting_3d" && isOver(session, world.clock.now())) return closedLinkPage("expired");
  if (session.status === "awaiting_3d") return seeOther(bankUrl(world, session));
  return session.status === "replaced" ? closedLinkPage("used") : returnForm(session);
}

/** Both ids have to belong together; the browser flow names its publishable key too. */
function mayEnter(session: PaynetSession, path: string, value: (name: string) => string): boolean {
  if (tokenOf(session) === "" || tokenOf(session) !== value("token_id").toUpperCase()) return false;
  if (path === GATE_PATH) return session.flow === "api";
  const account = PAYNET_ACCOUNTS.find(({ name }) => name === session.account);
  return session.flow === "browser" && account?.publishableKey === value("publishable_key");
}
