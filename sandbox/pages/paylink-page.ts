import type { Reply } from "../http/exchange";
import { accountNamed } from "../paynet/accounts";
import { chargeFor, INSTALMENT_CHOICES } from "../paynet/payment/commission";
import { formatLira } from "../paynet/protocol/amounts";
import { encodeDayAndTime } from "../paynet/protocol/dates";
import type { Paylink } from "../state/records";
import { type Html, html } from "./html";
import { pageReply } from "./layout";

export interface PaylinkForm {
  number: string;
  holder: string;
  month: string;
  year: string;
  instalment: number;
}

export interface FormFault {
  field: string;
  message: string;
}

export const EMPTY_FORM: PaylinkForm = { number: "", holder: "", month: "", year: "", instalment: 0 };

/** The page behind a PayLink: what is asked for, and the card form. A card code is never put back into it. */
export function paylinkPage(paylink: Paylink, form: PaylinkForm, fault: FormFault | null): Reply {
  const content = html`
<h1>${accountNamed(paylink.account).companyName}</h1>
<p class="amount">${formatLira(paylink.amount)} TL</p>
${details(paylink)}
<form method="post" action="/S/M?id=${paylink.pageId}" novalidate>
${field("Kart numarası", "number", "cc-number", form.number, fault, html`inputmode="numeric" maxlength="23"`)}
${field("Kart üzerindeki ad", "holder", "cc-name", form.holder, fault, html`maxlength="50"`)}
<div class="row">
${field("Ay", "month", "cc-exp-month", form.month, fault, html`inputmode="numeric" maxlength="2" placeholder="AA"`)}
${field("Yıl", "year", "cc-exp-year", form.year, fault, html`inputmode="numeric" maxlength="4" placeholder="YYYY"`)}
${field("CVC", "cvc", "cc-csc", "", fault, html`inputmode="numeric" maxlength="4"`)}
</div>
<fieldset><legend>Taksit</legend>
${INSTALMENT_CHOICES.map((count) => choice(paylink, count, form.instalment))}
${errorOf("instalment", fault)}
</fieldset>
<button type="submit">Öde</button>
</form>
<p class="hint">Deneme kartı: 4355 0843 5508 4358, 12/28, CVC 000, banka şifresi <code>a</code>. CVC 051 ile banka reddeder.</p>`;
  return pageReply({ title: "Ödeme", status: fault === null ? 200 : 422, content });
}

function details(paylink: Paylink): Html {
  return html`<dl>
<dt>Ödeyen</dt><dd>${paylink.nameSurname}</dd>
${paylink.referenceNo === "" ? null : html`<dt>Referans</dt><dd>${paylink.referenceNo}</dd>`}
${paylink.note === "" ? null : html`<dt>Açıklama</dt><dd>${paylink.note}</dd>`}
<dt>Son ödeme</dt><dd>${encodeDayAndTime(paylink.expiresAt)}</dd>
</dl>`;
}

function field(
  label: string,
  name: string,
  autocomplete: string,
  value: string,
  fault: FormFault | null,
  attributes: Html,
): Html {
  const wrong = fault?.field === name;
  return html`<div><label for="${name}">${label}</label>
<input id="${name}" name="${name}" autocomplete="${autocomplete}" value="${value}" required
 aria-invalid="${wrong ? "true" : "false"}" aria-describedby="${name}-error" ${attributes}>
${errorOf(name, fault)}</div>`;
}

function errorOf(name: string, fault: FormFault | null): Html | null {
  return fault?.field === name ? html`<p class="error" id="${name}-error" role="alert">${fault.message}</p>` : null;
}

/** Prices assume a credit card: the form is shown before a number is known. */
function choice(paylink: Paylink, count: number, chosen: number): Html {
  const charge = chargeFor(paylink.amount, "cc", count, paylink.addCommission);
  if (charge === null) return html``;
  const label = count === 0 ? "Tek çekim" : `${count} taksit`;
  const extra = paylink.addCommission ? ` · komisyon ${formatLira(charge.commission)}` : "";
  const id = `instalment-${count}`;
  const checked = count === chosen ? html` checked` : null;
  return html`<label class="choice" for="${id}"><input type="radio" id="${id}" name="instalment" value="${count}"${checked}>
<span>${label}${extra}</span><span>${formatLira(charge.amount)} TL</span></label>`;
}
