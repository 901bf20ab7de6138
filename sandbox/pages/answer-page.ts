import { answerBankPage } from "../bank/answer-bank-page";
import { showBankPage } from "../bank/bank-page";
import { type Exchange, jsonReply, type Outcome } from "../http/exchange";
import { answerSessionPage, showSessionPage } from "../paynet/three-d/bank-leg";
import { BROWSER_GATE_PATH, GATE_PATH, showGate } from "../paynet/three-d/gate-page";
import { showPosIndex } from "../paypos/pages/index-page";
import { answerPhone, openDeeplink, showPhone } from "../paypos/pages/phone-screen";
import { answerAgentPage, showAgentPage } from "../paywall/pages/agent-page";
import { showCheckoutPage, submitCheckoutPage } from "../paywall/pages/checkout-page";
import type { World } from "../world";
import { indexPage } from "./index-page";
import { showResult } from "./result-page";
import { showPaylink, submitPaylink } from "./submit-paylink";

type Page = (world: World, exchange: Exchange) => Promise<Outcome> | Outcome;

const PAGES: Readonly<Record<string, Page>> = {
  "GET /": indexPage,
  "GET /S/M": showPaylink,
  "POST /S/M": submitPaylink,
  "GET /S/R": showResult,
  "GET /bank/3d": showBankPage,
  "POST /bank/3d": answerBankPage,
  [`GET ${GATE_PATH}`]: showGate,
  [`POST ${GATE_PATH}`]: showGate,
  [`GET ${BROWSER_GATE_PATH}`]: showGate,
  [`POST ${BROWSER_GATE_PATH}`]: showGate,
  "GET /bank/3d/session": showSessionPage,
  "POST /bank/3d/session": answerSessionPage,
  "GET /paypos": showPosIndex,
  "GET /paypos/open": openDeeplink,
  "GET /paypos/phone": showPhone,
  "POST /paypos/phone": answerPhone,
  "GET /paywall/callback": showAgentPage,
  "POST /paywall/callback": answerAgentPage,
  "GET /checkout/": showCheckoutPage,
  "POST /checkout/": submitCheckoutPage,
};

/** Everything a person sees in a browser. */
export function answerPage(world: World, exchange: Exchange): Promise<Outcome> | Outcome {
  const page = PAGES[`${exchange.method} ${exchange.path}`];
  return page === undefined ? jsonReply(404, { error: "not_found" }) : page(world, exchange);
}
