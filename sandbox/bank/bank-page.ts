import { type Exchange, type Reply, seeOther } from "../http/exchange";
import { closedLinkPage } from "../pages/closed-link-page";
import { html } from "../pages/html";
import { pageReply } from "../pages/layout";
import { accountNamed } from "../paynet/accounts";
import { chargeFor } from "../paynet/payment/commission";
import { returnUrl } from "../paynet/payment/return-url";
import { formatLira } from "../paynet/protocol/amounts";
import type { Attempt, Paylink, RememberedCard } from "../state/records";
import type { World } from "../world";

/** `GET /bank/3d?attempt=...`: the card's bank asks for its password; `a` is right (docs/providers/paynet.md 1.9). */
export function showBankPage(world: World, exchange: Exchange): Reply {
  const attempt = world.truth.get("attempt", exchange.query.get("attempt") ?? "");
  const paylink = world.truth.get("paylink", attempt?.paylinkId ?? "");
  if (attempt === undefined || paylink === undefined) return closedLinkPage("unknown");
  const ended = world.truth.get("transaction", attempt.xactId ?? "");
  if (ended !== undefined) return seeOther(returnUrl(world, paylink, attempt, ended));
  return bankPage(attempt, paylink);
}

function bankPage(attempt: Attempt, paylink: Paylink): Reply {
  const { card } = attempt;
  const charge = chargeFor(paylink.amount, card.type, attempt.instalment, paylink.addCommission);
  const action = `/bank/3d?attempt=${attempt.id}`;
  return passwordPage({ account: paylink.account, amount: charge?.amount ?? paylink.amount, card, action });
}

export interface PasswordPage {
  account: string;
  amount: bigint;
  card: RememberedCard;
  /** Where the form goes; a path of this site. */
  action: string;
}

/** The bank's own page, for a PayLink and for a session alike. */
export function passwordPage({ account, amount, card, action }: PasswordPage): Reply {
  const content = html`<h1>Güvenli ödeme doğrulaması</h1>
<dl><dt>İş yeri</dt><dd>${accountNamed(account).companyName}</dd>
<dt>Tutar</dt><dd>${formatLira(amount)} TL</dd><dt>Kart</dt><dd>${card.masked}</dd></dl>
<form method="post" action="${action}">
<label for="password">Doğrulama şifresi</label>
<input id="password" name="password" type="password" autocomplete="one-time-code" autofocus>
<p class="hint">Deneme bankasının şifresi <code>a</code>; başka her şifre doğrulamayı başarısız kılar.</p>
<button type="submit">Onayla</button>
<button class="quiet" type="submit" name="cancel" value="1">Vazgeç</button>
</form>`;
  return pageReply({ title: "3D Secure", brand: `${card.bankName} · deneme bankası`, content });
}
