import { type Exchange, type Reply, seeOther } from "../../http/exchange";
import { closedLinkPage } from "../../pages/closed-link-page";
import { html } from "../../pages/html";
import { pageReply } from "../../pages/layout";
import { formatLira } from "../../paynet/protocol/amounts";
import type { World } from "../../world";
import { paywallAccountNamed } from "../accounts";
import { PAYWALL_CARD, PAYWALL_PASSWORD, rememberPaywallCard, type TypedCard } from "../cards/test-cards";
import { openPayment } from "../payment/open-payment";
import { agentUrl } from "../payment/start-payment";
import { PaywallRefusal } from "../protocol/refusal";
import type { PaywallPage, PaywallPayment } from "../records";

const BRAND = "Paywall sandbox";

/** The page a guid in the address stands for, and why it cannot be paid if so. */
function pageOf(world: World, exchange: Exchange): { page: PaywallPage } | { closed: Reply } {
  const guid = (exchange.query.get("CheckoutId") ?? exchange.query.get("SaleId") ?? "").toLowerCase();
  const page = world.truth.all("pwPage").find((row) => row.guid === guid);
  if (page === undefined) return { closed: closedLinkPage("unknown") };
  if (page.kind === "checkout" && page.paidBy !== null) return { closed: closedLinkPage("used") };
  const expired = page.expiresAt !== null && page.expiresAt <= world.clock.now();
  return expired ? { closed: closedLinkPage("expired") } : { page };
}

/** `GET /checkout/`: the card form of a common page or a LinkQr. */
export function showCheckoutPage(world: World, exchange: Exchange): Reply {
  const found = pageOf(world, exchange);
  return "closed" in found ? found.closed : cardForm(found.page, "");
}

/** `POST /checkout/`: on to the bank's page, or back to the form with the fault told. */
export function submitCheckoutPage(world: World, exchange: Exchange): Reply {
  const found = pageOf(world, exchange);
  if ("closed" in found) return found.closed;
  const typed = new URLSearchParams(exchange.body);
  const text = (name: string) => (typed.get(name) ?? "").trim();
  const card = {
    owner: text("holder"),
    number: text("number"),
    month: text("month"),
    year: text("year"),
    cvv: text("cvc"),
  };
  try {
    const payment = startOnPage(world, found.page, card, Number(typed.get("installment") ?? 1));
    return seeOther(agentUrl(world.pagesUrl, payment));
  } catch (error) {
    if (error instanceof PaywallRefusal) return cardForm(found.page, error.message);
    throw error;
  }
}

/** A payment on a page: its merchant code is the page's own; a further try gets a number behind it (PAYWALL-P4). */
export function startOnPage(world: World, page: PaywallPage, typed: TypedCard, installment: number): PaywallPayment {
  const card = rememberPaywallCard(typed, world.clock.now());
  const code = page.uniqueCode === "" ? page.guid : page.uniqueCode;
  const tries = world.truth.all("pwPayment").filter((row) => row.pageId === page.id).length;
  world.truth.put("pwPage", { ...page, anyPayment: true });
  const input = {
    amount: page.amount,
    // ASSUMPTION PAYWALL-P4: not documented what a second try on a page is called.
    merchantUniqueCode: tries === 0 ? code : `${code}-${tries + 1}`,
    trackingCode: page.kind === "link" ? page.trackId : code,
    provision: false,
    successUrl: page.successUrl === "" ? `${world.pagesUrl}/` : page.successUrl,
    failUrl: page.failUrl === "" ? `${world.pagesUrl}/` : page.failUrl,
    clientIp: "127.0.0.1",
    currencyId: page.currencyId,
    installment: page.installments && [2, 3, 6, 9, 12].includes(installment) ? installment : 1,
    channelId: 1,
    card,
    productIds: [],
    watches: page.watch ? [{ statuses: [2], actionId: page.watch.address === "" ? 2 : 4, ...page.watch }] : [],
  };
  return openPayment(world, input, { account: page.account, method: 1, pageId: page.id });
}

function cardForm(page: PaywallPage, fault: string): Reply {
  const name = page.kind === "link" ? "SaleId" : "CheckoutId";
  const content = html`<h1>${page.kind === "link" ? page.title : paywallAccountNamed(page.account).companyName}</h1>
<p class="amount">${formatLira(page.amount)} TL</p>
${fault === "" ? null : html`<p class="error" role="alert">${fault}</p>`}
<form method="post" action="/checkout/?${name}=${page.guid}" novalidate>
<label for="number">Kart numarası</label><input id="number" name="number" autocomplete="cc-number" inputmode="numeric" maxlength="23">
<label for="holder">Kart üzerindeki ad</label><input id="holder" name="holder" autocomplete="cc-name" maxlength="150">
<div class="row"><div><label for="month">Ay</label><input id="month" name="month" autocomplete="cc-exp-month" maxlength="2"></div>
<div><label for="year">Yıl</label><input id="year" name="year" autocomplete="cc-exp-year" maxlength="4"></div>
<div><label for="cvc">CVC</label><input id="cvc" name="cvc" autocomplete="cc-csc" maxlength="4"></div></div>
<button type="submit">Öde</button></form>
<p class="hint">Deneme kartı: ${PAYWALL_CARD}, 12/29, banka şifresi <code>${PAYWALL_PASSWORD}</code>.</p>`;
  return pageReply({ title: "Ödeme", brand: BRAND, status: fault === "" ? 200 : 422, content });
}
