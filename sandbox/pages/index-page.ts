import { RIGHT_PASSWORD, TEST_CARDS } from "../bank/cards";
import type { Reply } from "../http/exchange";
import { PAYNET_ACCOUNTS } from "../paynet/accounts";
import { paylinkUrl } from "../paynet/mailorder/paylink-row";
import { whyUnpayable } from "../paynet/payment/payable";
import { formatLira } from "../paynet/protocol/amounts";
import { encodeDayAndTime } from "../paynet/protocol/dates";
import { PAYNET_SERVICES } from "../paynet/services";
import { PAYWALL_ACCOUNTS } from "../paywall/accounts";
import { PAYWALL_CARD, PAYWALL_PASSWORD } from "../paywall/cards/test-cards";
import type { Paylink } from "../state/records";
import type { World } from "../world";
import { type Html, html } from "./html";
import { pageReply } from "./layout";

const RECENT = 25;
const STATUS_WORDS = { active: "ödeme bekliyor", used: "ödendi", expired: "süresi doldu", passive: "kapalı" } as const;

/** `GET /`: what a developer needs to know, and the links that can be paid. */
export function indexPage(world: World): Reply {
  const content = html`<h1>Bağlantılar, anahtarlar, kartlar</h1>
<p>Sağlayıcının belgelenmiş tel biçimlerini konuşan, kendi kayıtları olan taklit. Saat: ${encodeDayAndTime(world.clock.now())}</p>
<h2>Son ödeme bağlantıları</h2>${recentLinks(world)}
<h2>Telefon</h2>
<p><a href="/paypos">PayPOS telefonu</a>: softPOS satışları ve iadeleri burada kart okutularak biter.</p>
<h2>Adresler</h2>${addresses(world)}
<h2>Anahtarlar</h2>${keys()}
<h2>Kartlar</h2>${cards()}
<h2>Paywall</h2>${paywall(world)}
<h2>Tutarla tetiklenen haller</h2>${sentinels()}`;
  return pageReply({ title: "Sandbox", wide: true, content });
}

function recentLinks(world: World): Html {
  const links = world.truth
    .all("paylink")
    .sort((a, b) => b.createdAt - a.createdAt)
    .slice(0, RECENT);
  if (links.length === 0) return html`<p class="hint">Henüz bağlantı yok.</p>`;
  return html`<div class="scroll"><table><thead><tr><th>Referans</th><th>Ödeyen</th><th class="number">Tutar</th><th>Durum</th><th>Hesap</th><th>Sayfa</th></tr></thead>
<tbody>${links.map((link) => linkRow(world, link))}</tbody></table></div>`;
}

function linkRow(world: World, link: Paylink): Html {
  const status = whyUnpayable(link, world.clock.now()) ?? "active";
  const label = status === "active" ? "Öde" : "Aç";
  return html`<tr><td>${link.referenceNo}</td><td>${link.nameSurname}</td><td class="number">${formatLira(link.amount)} TL</td>
<td>${STATUS_WORDS[status]}</td><td>${link.account}</td><td><a class="button small ${status === "active" ? "" : "quiet"}" href="${paylinkUrl(world, link)}">${label}</a></td></tr>`;
}

function addresses(world: World): Html {
  return html`<dl><dt>Paynet API</dt><dd><code>${world.apiUrl}/paynet/v1/…</code></dd>
<dt>Host ile</dt><dd><code>http://paynet.localhost:${world.port}/v1/…</code></dd>
<dt>Sayfalar</dt><dd><code>${world.pagesUrl}</code></dd><dt>Denetim</dt><dd><code>${world.apiUrl}/_control/state</code></dd></dl>
<p class="hint">Servisler: ${PAYNET_SERVICES.map((service) => `${service.version}/${service.operation}`).join(", ")}</p>`;
}

function keys(): Html {
  const rows = PAYNET_ACCOUNTS.map(
    (account) => html`<tr><td><code>${account.secretKey}</code></td><td>${account.companyName}</td>
<td>${account.liveAgents.join(", ")}</td><td>${account.blockedAgents.join(", ")}</td><td><code>${account.webhookSecret ?? "imzasız"}</code></td></tr>`,
  );
  return html`<div class="scroll"><table><thead><tr><th>Anahtar</th><th>Firma</th><th>Bayi</th><th>Kapalı bayi</th><th>Bildirim imzası</th></tr></thead>
<tbody>${rows}</tbody></table></div>`;
}

function paywall(world: World): Html {
  const rows = PAYWALL_ACCOUNTS.map(
    (account) => html`<tr><td><code>${account.publicKey}</code><br><code>${account.publicClient}</code></td>
<td><code>${account.privateKey}</code><br><code>${account.privateClient}</code></td><td>${account.companyName}</td>
<td>${Object.entries(account.hashKeys).map(([type, key]) => html`${type}: <code>${key}</code><br>`)}</td></tr>`,
  );
  return html`<dl><dt>Ödeme</dt><dd><code>${world.apiUrl}/paywall/payment/api/paywall/…</code></dd>
<dt>Özel</dt><dd><code>${world.apiUrl}/paywall/private/api/paywall/private/…</code></dd>
<dt>Kart ve şifre</dt><dd><code>${PAYWALL_CARD}</code>, <code>${PAYWALL_PASSWORD}</code></dd></dl>
<div class="scroll"><table><thead><tr><th>Açık anahtar</th><th>Özel anahtar</th><th>Firma</th><th>Özet anahtarları</th></tr></thead>
<tbody>${rows}</tbody></table></div>`;
}

function cards(): Html {
  const rows = TEST_CARDS.map((card) => html`<tr><td><code>${card.number}</code></td><td>${card.note}</td></tr>`);
  return html`<div class="scroll"><table><thead><tr><th>Kart</th><th>Not</th></tr></thead><tbody>${rows}</tbody></table></div>
<p class="hint">Son kullanma: ileri bir tarih. CVC 000, banka şifresi <code>${RIGHT_PASSWORD}</code>. CVC 051 ile banka reddeder.</p>`;
}

function sentinels(): Html {
  return html`<dl><dt><code>…,51</code></dt><dd>banka reddeder</dd><dt><code>…,52</code></dt><dd>çağrı etkili olur, yanıt gelmez</dd>
<dt><code>…,53</code></dt><dd>ilk çağrı etkisiz 500 döner</dd></dl>`;
}
