import { TEST_CARDS } from "../../bank/cards";
import type { Reply } from "../../http/exchange";
import { type Html, html } from "../../pages/html";
import { pageReply } from "../../pages/layout";
import { accountNamed } from "../../paynet/accounts";
import { formatLira } from "../../paynet/protocol/amounts";
import { encodeDayAndTime } from "../../paynet/protocol/dates";
import type { Transaction } from "../../state/records";
import type { World } from "../../world";
import { whyOver } from "../phone/act";
import { callbackUrl } from "../phone/callback-url";
import type { PosSession } from "../records";
import { phonePath } from "./index-page";

export interface PhoneView {
  /** The app did not find its way back to the caller's. */
  isLost: boolean;
  /** Why the last button did nothing. */
  refusal: string | null;
}

const REFUSALS: Readonly<Record<string, string>> = {
  card: "Bu kart okunamadı.",
  installment: "Bu kart seçilen taksit sayısıyla kullanılamaz.",
  not_reversible: "Bu satış artık iade edilemez.",
  expired: "Oturumun süresi doldu.",
  abandoned: "Oturum yarım bırakıldı.",
  paid: "Bu oturumda ödeme alındı.",
  reversed: "İade tamamlandı.",
};

/** The screen of the provider's app for one session; it needs no script. */
export function phonePage(world: World, session: PosSession, view: PhoneView): Reply {
  const lastRow = world.truth.get("transaction", session.xactIds.at(-1) ?? "");
  const over = whyOver(world, session, false);
  const body =
    over === null
      ? tapScreen(world, session, lastRow)
      : over === "paid" || over === "reversed"
        ? doneScreen(session, lastRow, view)
        : overScreen(session, over);
  const refusal = view.refusal === null ? null : note("bad", REFUSALS[view.refusal] ?? "Bu işlem yapılamadı.");
  const content = html`<h1>${accountNamed(session.account).companyName}</h1>
<p class="amount">${formatLira(session.amount)} TL</p>
<dl><dt>İşlem</dt><dd>${session.kind === "sale" ? "Satış" : "İade"}</dd>
${session.referenceNo === "" ? null : html`<dt>Referans</dt><dd>${session.referenceNo}</dd>`}
${session.instalment === 0 ? null : html`<dt>Taksit</dt><dd>${session.instalment}</dd>`}
${session.note === "" ? null : html`<dt>Açıklama</dt><dd>${session.note}</dd>`}
<dt>Bayi</dt><dd>${session.agentId} · ${session.userId}</dd>
<dt>Son geçerlilik</dt><dd>${encodeDayAndTime(session.expiresAt)}</dd></dl>
${refusal}${body}`;
  const status = view.refusal === null ? 200 : 409;
  return pageReply({ title: "PayPOS telefonu", brand: "PayPOS sandbox", status, phone: true, content });
}

function note(tone: "good" | "bad" | "", text: string): Html {
  return html`<div class="state ${tone}" role="status"><p>${text}</p></div>`;
}

function press(action: string, label: string, quiet = true): Html {
  return html`<button type="submit" name="action" value="${action}"${quiet ? html` class="quiet"` : null}>${label}</button>`;
}

function tapScreen(world: World, session: PosSession, lastRow: Transaction | undefined): Html {
  const failure = session.status === "declined" ? declined(lastRow) : null;
  const reversal = session.kind === "reversal";
  const card = reversal ? world.truth.get("transaction", session.saleXactId)?.card.masked : undefined;
  return html`${failure}
<div class="tap"><svg viewBox="0 0 48 48" aria-hidden="true"><path d="M12 30a9 9 0 0 0 0-12M19 35a18 18 0 0 0 0-22M26 40a27 27 0 0 0 0-32M33 45a36 36 0 0 0 0-42"/></svg>
<strong>${reversal ? "Aynı kartı yaklaştırın" : "Kartı telefona yaklaştırın"}</strong>${card === undefined ? null : html`<span>${card}</span>`}</div>
<form method="post" action="${phonePath(session)}" class="actions">
${reversal ? null : cardChoice()}
${press("approve", reversal ? "Kartı okut: iade onaylansın" : "Kartı okut: banka onaylasın", false)}
${press("decline", reversal ? "Kartı okut: iade reddedilsin" : "Kartı okut: banka reddetsin")}
${press("lose_callback", "Onaylansın, uygulamaya dönmesin")}
${session.callbackUrl === "" ? null : press("back", "Kart okutmadan geri dön")}
${press("abandon", "Uygulamayı kapat")}
</form>`;
}

function declined(lastRow: Transaction | undefined): Html {
  const why = lastRow?.bankErrorMessage ? ` Bankanın yanıtı: ${lastRow.bankErrorMessage}.` : "";
  return note("bad", `Kart reddedildi.${why} Başka bir kart deneyebilirsiniz.`);
}

function cardChoice(): Html {
  const cards = TEST_CARDS.map(
    ({ number, note: text }, position) =>
      html`<label class="choice" for="card-${position}"><input type="radio" id="card-${position}" name="card" value="${number}"${position === 0 ? html` checked` : null}>
<span>•••• ${number.slice(-4)}</span><span>${text}</span></label>`,
  );
  return html`<fieldset><legend>Okutulacak kart</legend>${cards}</fieldset>`;
}

function doneScreen(session: PosSession, row: Transaction | undefined, { isLost }: PhoneView): Html {
  const address = isLost ? null : callbackUrl(session, row ?? null);
  const amount = row === undefined ? "" : `${formatLira(row.amount)} TL, ${row.card.masked}`;
  return html`${note("good", session.kind === "sale" ? `Ödeme alındı: ${amount}` : `İade tamamlandı: ${amount}`)}
${isLost ? note("", "Uygulamaya dönülmedi: satıcının uygulaması bu sonucu telefondan öğrenmedi.") : null}
${address === null ? null : html`<a class="button" href="${address}">Satıcının uygulamasına dön</a>`}
<a class="button quiet" href="/paypos">Telefona dön</a>`;
}

function overScreen(session: PosSession, over: string): Html {
  return html`${note("bad", REFUSALS[over] ?? "")}
<form method="post" action="${phonePath(session)}" class="actions">
${session.kind === "sale" ? cardChoice() : null}
${press("late_success", "Yine de onaylansın (geç gelen sonuç)", false)}
</form>
<a class="button quiet" href="/paypos">Telefona dön</a>`;
}
