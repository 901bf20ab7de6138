import { z } from "zod";
import { DEFAULT_CARD } from "../../bank/cards";
import { type Exchange, type Outcome, type Reply, seeOther } from "../../http/exchange";
import { html } from "../../pages/html";
import { pageReply } from "../../pages/layout";
import { announce } from "../../webhooks/announce";
import type { World } from "../../world";
import { actOnPhone } from "../phone/act";
import { callbackUrl } from "../phone/callback-url";
import type { PosSession } from "../records";
import { phonePath, posIndex } from "./index-page";
import { phonePage } from "./phone-page";

const SESSION_ID = /(?:^|[^0-9A-F])([0-9A-F]{16})(?![0-9A-F])/i;

const Pressed = z.object({
  action: z.enum(["approve", "decline", "lose_callback", "late_success", "abandon", "back"]),
  card: z.string().default(DEFAULT_CARD),
});

/** `GET /paypos/open?link=`: what a phone does with a deep link, from a field instead of a tap or a scanned code. */
export function openDeeplink(world: World, exchange: Exchange): Reply {
  const typed = (exchange.query.get("link") ?? "").trim().slice(0, 500);
  const id = SESSION_ID.exec(typed)?.[1]?.toUpperCase();
  const session = world.truth.get("posSession", id ?? "");
  if (session !== undefined) return seeOther(phonePath(session));
  return posIndex(world, { text: "Bu bağlantıda bilinen bir ödeme oturumu yok.", typed });
}

function sessionOf(world: World, { query }: Exchange): PosSession | undefined {
  return world.truth.get("posSession", (query.get("payment_session_id") ?? "").toUpperCase());
}

/** `GET /paypos/phone?payment_session_id=`: to look at a session on the phone is to open it. */
export function showPhone(world: World, exchange: Exchange): Reply {
  const session = sessionOf(world, exchange);
  if (session === undefined) return strangerPage();
  const opened = actOnPhone(world, session, "open");
  const shown = opened.kind === "acted" ? opened.session : session;
  return phonePage(world, shown, { isLost: exchange.query.get("back") === "lost", refusal: null });
}

/** `POST /paypos/phone`: a card is held to the phone, or the app is left. */
export async function answerPhone(world: World, exchange: Exchange): Promise<Outcome> {
  const session = sessionOf(world, exchange);
  if (session === undefined) return strangerPage();
  const pressed = Pressed.safeParse(Object.fromEntries(new URLSearchParams(exchange.body)));
  if (!pressed.success) return phonePage(world, session, { isLost: false, refusal: "unknown" });
  const { action, card } = pressed.data;
  if (action === "back") return goBack(session, callbackUrl(session, null));
  const acted = actOnPhone(world, session, action, card);
  if (acted.kind === "refused") return phonePage(world, session, { isLost: false, refusal: acted.reason });
  const ended = acted.session.status === "paid" || acted.session.status === "reversed";
  const reply =
    action === "lose_callback"
      ? seeOther(`${phonePath(session)}&back=lost`)
      : goBack(session, ended ? callbackUrl(acted.session, acted.row) : null);
  return announce(world, acted.delivery, reply);
}

/** A web address is opened at once, as the app would; an app's own scheme becomes a link on the screen. */
function goBack(session: PosSession, address: string | null): Reply {
  return seeOther(address !== null && /^https?:/i.test(address) ? address : phonePath(session));
}

function strangerPage(): Reply {
  const content = html`<h1>Oturum bulunamadı</h1><p>Bağlantının tamamını açtığınızdan emin olun.</p>
<a class="button quiet" href="/paypos">Telefona dön</a>`;
  return pageReply({ title: "Oturum bulunamadı", brand: "PayPOS sandbox", status: 404, phone: true, content });
}
