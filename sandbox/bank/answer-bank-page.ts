import { type Exchange, type Outcome, type Reply, seeOther } from "../http/exchange";
import { wait } from "../http/wait";
import { closedLinkPage } from "../pages/closed-link-page";
import { html } from "../pages/html";
import { pageReply } from "../pages/layout";
import { type Finish, finishAttempt } from "../paynet/payment/finish-attempt";
import { returnUrl } from "../paynet/payment/return-url";
import type { Fault } from "../traffic/fault-book";
import { announce } from "../webhooks/announce";
import type { World } from "../world";

const BEHIND_THE_RETURN_MS = 3_000;
const PREFETCH_LIMIT_MS = 10_000;

/** `POST /bank/3d?attempt=...`: the charge happens here, then the browser is sent back. */
export async function answerBankPage(world: World, exchange: Exchange): Promise<Outcome> {
  const attempt = world.truth.get("attempt", exchange.query.get("attempt") ?? "");
  if (attempt === undefined) return closedLinkPage("unknown");
  const fault = world.faults.take("paynet", "return");
  if (fault?.effect === "drop_before") return "hang_up";
  const typed = new URLSearchParams(exchange.body);
  const password = typed.has("cancel") ? "" : (typed.get("password") ?? "");
  // Fault `first`: the browser is back before the provider's queries know of the payment.
  const hiddenForMs = fault?.effect === "first" ? (fault.delay_ms ?? BEHIND_THE_RETURN_MS) : 0;
  const finish = finishAttempt(world, attempt, password, { hiddenForMs });
  if (finish.kind === "used") return closedLinkPage("used");
  return sendBack(world, exchange, finish, fault);
}

type Ended = Extract<Finish, { kind: "ended" }>;

async function sendBack(world: World, exchange: Exchange, finish: Ended, fault: Fault | null): Promise<Outcome> {
  const paylink = world.truth.get("paylink", finish.attempt.paylinkId);
  if (paylink === undefined) return closedLinkPage("unknown");
  const address = returnUrl(world, paylink, finish.attempt, finish.transaction);
  if (fault?.effect === "delay" || fault?.effect === "lag") await wait(fault.delay_ms ?? 1_000, exchange.clientGone);
  if (fault?.effect === "duplicate") await visit(address);
  if (fault?.effect === "reorder" && finish.delivery !== null) {
    await world.courier.dispatch(finish.delivery);
    return seeOther(address);
  }
  if (fault?.effect === "drop_after") {
    if (finish.delivery !== null) void world.courier.dispatch(finish.delivery);
    return "hang_up";
  }
  return announce(world, finish.delivery, leaveFor(address, fault));
}

function leaveFor(address: string, fault: Fault | null): Reply {
  if (fault?.effect === "none") return lostBrowserPage();
  if (fault?.effect === "status") return { status: fault.status ?? 500, headers: {}, body: "" };
  return seeOther(address);
}

/** Fault `none`: as if the payer had closed the tab on the bank's page. */
export function lostBrowserPage(): Reply {
  const content = html`<h1>İşlem tamamlandı</h1><p>Tarayıcı mağazaya geri gönderilmedi (hata: return/none).</p>`;
  return pageReply({ title: "İşlem tamamlandı", content });
}

/** Fault `duplicate`: the return address is opened once more, as browsers that prefetch or retry do. */
async function visit(address: string): Promise<void> {
  const signal = AbortSignal.timeout(PREFETCH_LIMIT_MS);
  await fetch(address, { redirect: "manual", signal }).catch(() => undefined);
}
