import type { Exchange, Reply } from "../http/exchange";
import { formatLira } from "../paynet/protocol/amounts";
import type { Transaction } from "../state/records";
import type { World } from "../world";
import { closedLinkPage } from "./closed-link-page";
import { html } from "./html";
import { pageReply } from "./layout";

/** Paynet's own result page, for links created without a return address (docs/providers/paynet.md 5.2). */
export function showResult(world: World, exchange: Exchange): Reply {
  const attempt = world.truth.get("attempt", exchange.query.get("attempt") ?? "");
  const transaction = world.truth.get("transaction", attempt?.xactId ?? "");
  if (transaction === undefined) return closedLinkPage("unknown");
  return transaction.isSucceed ? paidPage(transaction) : failedPage(world, transaction);
}

function paidPage(transaction: Transaction): Reply {
  const content = html`<h1>Ödemeniz alındı</h1>
<p class="amount">${formatLira(transaction.amount)} TL</p>
<dl><dt>Kart</dt><dd>${transaction.card.masked}</dd><dt>Onay kodu</dt><dd>${transaction.authorizationCode}</dd>
<dt>İşlem no</dt><dd>${transaction.xact}</dd></dl>`;
  return pageReply({ title: "Ödemeniz alındı", content });
}

function failedPage(world: World, transaction: Transaction): Reply {
  const pageId = world.truth.get("paylink", transaction.paylinkId ?? "")?.pageId ?? "";
  const content = html`<h1>Ödeme alınamadı</h1>
<p>${transaction.bankErrorMessage || transaction.paynetErrorMessage}</p>
<a class="button" href="/S/M?id=${pageId}">Yeniden dene</a>`;
  return pageReply({ title: "Ödeme alınamadı", content });
}
