import { lostBrowserPage } from "../../bank/answer-bank-page";
import { passwordPage } from "../../bank/bank-page";
import { RIGHT_PASSWORD } from "../../bank/cards";
import type { Exchange, Outcome, Reply } from "../../http/exchange";
import { wait } from "../../http/wait";
import { closedLinkPage } from "../../pages/closed-link-page";
import type { Fault } from "../../traffic/fault-book";
import type { World } from "../../world";
import { chargeForCard } from "../payment/commission";
import type { PaynetSession } from "../records";
import { isOver } from "./find-session";
import { postReturn, returnForm } from "./return-form";

const PATH = "/bank/3d/session";

function pathOf(session: PaynetSession): string {
  return `${PATH}?${new URLSearchParams({ id: session.id })}`;
}

export function bankUrl(world: World, session: PaynetSession): string {
  return `${world.pagesUrl}${pathOf(session)}`;
}

/** What the card will pay if the shop charges it. */
function amountOf(session: PaynetSession): bigint {
  const { card, amount, instalment, addCommission } = session;
  return (card && chargeForCard(amount, card, instalment, addCommission)?.amount) ?? amount;
}

/** `GET /bank/3d/session?id=`: the card's bank asks for its password. */
export function showSessionPage(world: World, exchange: Exchange): Reply {
  const session = world.truth.get("pnSession", exchange.query.get("id") ?? "");
  if (session === undefined || session.card === null) return closedLinkPage("unknown");
  if (session.status !== "awaiting_3d") return returnForm(session);
  if (isOver(session, world.clock.now())) return closedLinkPage("expired");
  const { account, card } = session;
  return passwordPage({ account, amount: amountOf(session), card, action: pathOf(session) });
}

/** The bank's verdict on the payer. Nothing is charged: that is for the shop to ask. */
export function judgePayer(world: World, session: PaynetSession, password: string): PaynetSession {
  if (session.status !== "awaiting_3d") return session;
  const passed = password === RIGHT_PASSWORD && session.card?.threeDsOff === false;
  const judged: PaynetSession = { ...session, status: passed ? "passed" : "failed_3d" };
  world.truth.put("pnSession", judged);
  return judged;
}

/** `POST /bank/3d/session?id=`: then the browser posts itself back to the shop. */
export async function answerSessionPage(world: World, exchange: Exchange): Promise<Outcome> {
  const session = world.truth.get("pnSession", exchange.query.get("id") ?? "");
  if (session === undefined || session.status === "replaced") return closedLinkPage("unknown");
  if (isOver(session, world.clock.now())) return closedLinkPage("expired");
  const fault = world.faults.take("paynet", "return");
  if (fault?.effect === "drop_before") return "hang_up";
  const typed = new URLSearchParams(exchange.body);
  const password = typed.has("cancel") ? "" : (typed.get("password") ?? "");
  return sendBack(exchange, judgePayer(world, session, password), fault);
}

async function sendBack(exchange: Exchange, session: PaynetSession, fault: Fault | null): Promise<Outcome> {
  const effect = fault?.effect;
  if (effect === "drop_after") return "hang_up";
  if (effect === "delay" || effect === "lag") await wait(fault?.delay_ms ?? 1_000, exchange.clientGone);
  if (effect === "duplicate") await postReturn(session);
  if (effect === "none") return lostBrowserPage();
  if (effect === "status") return { status: fault?.status ?? 500, headers: {}, body: "" };
  return returnForm(session);
}
