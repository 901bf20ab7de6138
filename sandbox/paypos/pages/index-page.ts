import type { Exchange, Reply } from "../../http/exchange";
import { type Html, html } from "../../pages/html";
import { pageReply } from "../../pages/layout";
import { formatLira } from "../../paynet/protocol/amounts";
import { encodeDayAndTime } from "../../paynet/protocol/dates";
import type { World } from "../../world";
import { whyOver } from "../phone/act";
import type { PosSession } from "../records";

const RECENT = 25;
const WORDS: Readonly<Record<string, string>> = {
  waiting: "telefonda açılmadı",
  opened: "telefonda açık",
  declined: "kart reddedildi",
  abandoned: "yarım bırakıldı",
  expired: "süresi doldu",
  paid: "ödendi",
  reversed: "iade edildi",
};

export const phonePath = (session: Pick<PosSession, "id">): string => `/paypos/phone?payment_session_id=${session.id}`;

/** `GET /paypos`: the phone before anything is opened on it. */
export function showPosIndex(world: World, _exchange: Exchange): Reply {
  return posIndex(world, null);
}

/** `fault` marks the field with what was wrong about the pasted link. */
export function posIndex(world: World, fault: { text: string; typed: string } | null): Reply {
  const content = html`<h1>PayPOS telefonu</h1>
<p class="hint">Satıcının ekranındaki bağlantıyı buraya yapıştırın ya da aşağıdan seçin.</p>
<form method="get" action="/paypos/open">
<label for="link">Bağlantı (deeplink)</label>
<input id="link" name="link" autocomplete="off" required placeholder="paynetpaypos://…" value="${fault?.typed ?? ""}"
 aria-invalid="${fault === null ? "false" : "true"}" aria-describedby="link-error">
${fault === null ? null : html`<p class="error" id="link-error" role="alert">${fault.text}</p>`}
<button type="submit">Telefonda aç</button>
</form>
<h2>Son oturumlar</h2>${recentSessions(world)}`;
  return pageReply({
    title: "PayPOS",
    brand: "PayPOS sandbox",
    status: fault === null ? 200 : 422,
    wide: true,
    content,
  });
}

function recentSessions(world: World): Html {
  const sessions = world.truth.all("posSession").reverse().slice(0, RECENT);
  if (sessions.length === 0) return html`<p class="hint">Henüz oturum yok.</p>`;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Son oturumlar"><table><thead><tr><th>Telefon</th><th class="number">Tutar</th><th>Durum</th><th>Referans</th><th>Tür</th><th>Kullanıcı</th><th>Saat</th></tr></thead>
<tbody>${sessions.map((session) => sessionRow(world, session))}</tbody></table></div>`;
}

function sessionRow(world: World, session: PosSession): Html {
  const over = whyOver(world, session, false);
  const word = WORDS[over ?? session.status] ?? session.status;
  const title = `${session.referenceNo || session.id} oturumunu telefonda aç`;
  return html`<tr><td><a class="button small ${over === null ? "" : "quiet"}" href="${phonePath(session)}" aria-label="${title}">Aç</a></td>
<td class="number">${formatLira(session.amount)} TL</td><td>${word}</td><td>${session.referenceNo}</td><td>${session.kind === "sale" ? "satış" : "iade"}</td>
<td>${session.agentId} · ${session.userId}</td><td>${encodeDayAndTime(session.createdAt)}</td></tr>`;
}
