import { createHash } from "node:crypto";
import type { Exchange, Outcome, Reply } from "../../http/exchange";
import { wait } from "../../http/wait";
import { closedLinkPage } from "../../pages/closed-link-page";
import { Html, html } from "../../pages/html";
import { pageReply } from "../../pages/layout";
import { formatLira } from "../../paynet/protocol/amounts";
import type { Fault } from "../../traffic/fault-book";
import type { World } from "../../world";
import { paywallAccountNamed } from "../accounts";
import { announcePayment } from "../callbacks/general";
import { type Field, returnAddress, returnFields } from "../callbacks/return-form";
import { PAYWALL_PASSWORD } from "../cards/test-cards";
import { decidePayment } from "../payment/decide-payment";
import { changePayment, paymentByGuid } from "../payment/open-payment";
import type { PaywallPayment } from "../records";

const BRAND = "Paywall sandbox · deneme bankası";
/** ASSUMPTION PAYWALL-P9: an address nobody opened within a day opens no more. */
const UNOPENED_MS = 86_400_000;
const SUBMIT = "document.forms[0].submit()";
const SCRIPT_HASH = createHash("sha256").update(SUBMIT).digest("base64");

const wasNeverOpened = (world: World, { status, createdAt }: PaywallPayment) =>
  status === 1 && createdAt + UNOPENED_MS <= world.clock.now();

/** `GET /paywall/callback?UniqueNumber=`: first opening starts the payment; the bank asks for its password. */
export function showAgentPage(world: World, exchange: Exchange): Reply {
  const payment = paymentByGuid(world, exchange.query.get("UniqueNumber") ?? "");
  if (payment === undefined) return closedLinkPage("unknown");
  if (payment.status > 2) return backToMerchant(payment, returnFields(world, payment));
  if (wasNeverOpened(world, payment)) return closedLinkPage("expired");
  if (payment.status === 1) changePayment(world, payment, { status: 2 });
  const content = html`<h1>Güvenli ödeme doğrulaması</h1>
<dl><dt>İş yeri</dt><dd>${paywallAccountNamed(payment.account).companyName}</dd>
<dt>Tutar</dt><dd>${formatLira(payment.amount)} TL</dd><dt>Kart</dt><dd>${payment.card.masked}</dd></dl>
<form method="post" action="/paywall/callback?UniqueNumber=${payment.uniqueCode}">
<label for="password">Doğrulama şifresi</label>
<input id="password" name="password" type="password" inputmode="numeric" autocomplete="one-time-code" autofocus>
<p class="hint">Deneme bankasının şifresi <code>${PAYWALL_PASSWORD}</code>; başka her şifre doğrulamayı başarısız kılar.</p>
<button type="submit">Onayla</button>
<button class="quiet" type="submit" name="cancel" value="1">Vazgeç</button>
</form>`;
  return pageReply({ title: "3D Secure", brand: BRAND, content });
}

/** `POST /paywall/callback?UniqueNumber=`: the charge happens here, then the browser posts itself back. */
export async function answerAgentPage(world: World, exchange: Exchange): Promise<Outcome> {
  const payment = paymentByGuid(world, exchange.query.get("UniqueNumber") ?? "");
  if (payment === undefined) return closedLinkPage("unknown");
  if (payment.status > 2) return backToMerchant(payment, returnFields(world, payment));
  if (wasNeverOpened(world, payment)) return closedLinkPage("expired");
  const fault = world.faults.take("paywall", "return");
  if (fault?.effect === "drop_before") return "hang_up";
  const typed = new URLSearchParams(exchange.body);
  const verified = !typed.has("cancel") && typed.get("password") === PAYWALL_PASSWORD;
  const decided = decidePayment(world, payment, verified);
  announcePayment(world, decided);
  return sendBack(world, exchange, decided, fault);
}

async function sendBack(
  world: World,
  exchange: Exchange,
  payment: PaywallPayment,
  fault: Fault | null,
): Promise<Outcome> {
  const fields = spoilFields(returnFields(world, payment), fault);
  if (fault?.effect === "drop_after") return "hang_up";
  if (fault?.effect === "delay") await wait(fault.delay_ms ?? 1_000, exchange.clientGone);
  if (fault?.effect === "duplicate") await postReturn(world, payment, fields);
  if (fault?.effect === "status") return { status: fault.status ?? 500, headers: {}, body: "" };
  if (fault?.effect === "none") {
    const content = html`<h1>İşlem tamamlandı</h1><p>Tarayıcı mağazaya geri gönderilmedi (hata: return/none).</p>`;
    return pageReply({ title: "İşlem tamamlandı", brand: BRAND, content });
  }
  return backToMerchant(payment, fields);
}

function spoilFields(fields: Field[], fault: Fault | null): Field[] {
  const change = { wrong_hash: ["hash", "0".repeat(64)], wrong_amount: ["amount", "1.00"] }[fault?.effect as string];
  return change === undefined
    ? fields
    : fields.map(([name, value]) => [name, name === change[0] ? (change[1] ?? "") : value]);
}

/** A form that submits itself, cross-site; with the common page a plain redirect (PAYWALL-W3). */
function backToMerchant(payment: PaywallPayment, fields: Field[]): Reply {
  const address = returnAddress(payment);
  if (payment.pageId !== null)
    return { status: 303, headers: { location: address, "cache-control": "no-store" }, body: "" };
  const content = html`<h1>Mağazaya dönülüyor</h1>
<form method="post" action="${address}">${fields.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
<button type="submit">Mağazaya dön</button></form><script>${new Html(SUBMIT)}</script>`;
  const reply = pageReply({ title: "Mağazaya dönülüyor", brand: BRAND, content });
  const policy = `${reply.headers["content-security-policy"]}; script-src 'sha256-${SCRIPT_HASH}'`;
  return { ...reply, headers: { ...reply.headers, "content-security-policy": policy } };
}

/** Posts the form as the payer's browser would; a redirect is not followed. */
export async function postReturn(
  world: World,
  payment: PaywallPayment,
  fields = returnFields(world, payment),
): Promise<number | null> {
  try {
    const address = returnAddress(payment);
    const body = new URLSearchParams(fields.map(([name, value]) => [name, value]));
    const signal = AbortSignal.timeout(10_000);
    const request = payment.pageId === null ? { method: "POST", body } : { method: "GET" };
    const answer = await fetch(address, { ...request, redirect: "manual", signal });
    return answer.status;
  } catch {
    return null;
  }
}
