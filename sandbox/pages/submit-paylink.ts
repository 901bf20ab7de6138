import { normaliseNumber } from "../bank/cards";
import { type Exchange, type Reply, seeOther } from "../http/exchange";
import { whyUnpayable } from "../paynet/payment/payable";
import { startAttempt } from "../paynet/payment/start-attempt";
import type { Paylink } from "../state/records";
import type { World } from "../world";
import { closedLinkPage } from "./closed-link-page";
import { EMPTY_FORM, type PaylinkForm, paylinkPage } from "./paylink-page";

/** `GET /S/M?id=...` */
export function showPaylink(world: World, exchange: Exchange): Reply {
  return withOpenPaylink(world, exchange, (paylink) => paylinkPage(paylink, EMPTY_FORM, null));
}

/** `POST /S/M?id=...`: on to the bank's page, or back to the form with the fault marked. */
export function submitPaylink(world: World, exchange: Exchange): Reply {
  return withOpenPaylink(world, exchange, (paylink) => {
    const typed = new URLSearchParams(exchange.body);
    const form = readForm(typed);
    const entry = {
      number: normaliseNumber(form.number),
      holder: form.holder,
      month: Number(form.month),
      year: fullYear(form.year),
      cvc: (typed.get("cvc") ?? "").trim(),
    };
    const start = startAttempt(world, paylink, entry, form.instalment);
    if (start.kind === "refused") return paylinkPage(paylink, form, start.fault);
    return seeOther(`${world.pagesUrl}/bank/3d?attempt=${start.attempt.id}`);
  });
}

function withOpenPaylink(world: World, exchange: Exchange, answer: (paylink: Paylink) => Reply): Reply {
  const paylink = world.truth.paylinkByPage((exchange.query.get("id") ?? "").toLowerCase());
  if (paylink === undefined) return closedLinkPage("unknown");
  const reason = whyUnpayable(paylink, world.clock.now());
  return reason === null ? answer(paylink) : closedLinkPage(reason);
}

function readForm(typed: URLSearchParams): PaylinkForm {
  const text = (name: string) => (typed.get(name) ?? "").trim();
  const instalment = Number(text("instalment"));
  return { number: text("number"), holder: text("holder"), month: text("month"), year: text("year"), instalment };
}

/** Both "28" and "2028" are written on cards. */
function fullYear(text: string): number {
  return /^\d{2}$/.test(text) ? 2000 + Number(text) : Number(text);
}
