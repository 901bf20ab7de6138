import { z } from "zod";
import { jsonReply, type Reply } from "../../http/exchange";
import { announcePayment } from "../../paywall/callbacks/general";
import { PAYWALL_CARD } from "../../paywall/cards/test-cards";
import { postReturn } from "../../paywall/pages/agent-page";
import { startOnPage } from "../../paywall/pages/checkout-page";
import { decidePayment } from "../../paywall/payment/decide-payment";
import { changePayment, paymentByGuid } from "../../paywall/payment/open-payment";
import type { PaywallPayment } from "../../paywall/records";
import type { World } from "../../world";
import type { ControlCall } from "../control-call";

const Input = z.strictObject({ result: z.enum(["ok", "fail", "close_before", "close_after"]) });

/**
 * `POST /_control/checkouts/{provider_session_id}/finish`: the payer's part of a 3-D payment (by its UniqueCode) or of
 * a common page (by its id or guid). `close_before`: the tab is closed at the bank; `close_after`: money is taken, no return.
 */
export async function finishCheckout({ world, input, parameter }: ControlCall): Promise<Reply> {
  const { result } = Input.parse(input);
  const opened = sessionPayment(world, parameter);
  if (opened === undefined) return jsonReply(404, { error: "not_found" });
  if (opened.status > 2) return jsonReply(409, { reason: "used" });
  const started = changePayment(world, opened, { status: 2 });
  const payment = result === "close_before" ? started : decidePayment(world, started, result !== "fail");
  announcePayment(world, payment);
  const returns = result === "ok" || result === "fail";
  const reply = jsonReply(200, {
    result,
    status: payment.status,
    payment_id: payment.paymentId,
    unique_code: payment.uniqueCode,
    return: returns ? "queued" : "none",
  });
  return returns ? { ...reply, after: () => void postReturn(world, payment) } : reply;
}

function sessionPayment(world: World, session: string): PaywallPayment | undefined {
  const payment = paymentByGuid(world, session);
  if (payment !== undefined) return payment;
  const page = world.truth.all("pwPage").find((row) => row.id === session || row.guid === session.toLowerCase());
  if (page === undefined) return undefined;
  if (page.paidBy !== null && page.kind === "checkout") return world.truth.get("pwPayment", page.paidBy);
  const card = { owner: "AYŞE ÖRNEK", number: PAYWALL_CARD, month: "12", year: "2029", cvv: "000" };
  return startOnPage(world, page, card, 1);
}
