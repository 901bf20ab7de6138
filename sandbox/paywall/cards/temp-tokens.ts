import { createHash, randomUUID } from "node:crypto";
import type { Exchange, Outcome, Reply } from "../../http/exchange";
import { jsonReply } from "../../http/exchange";
import type { World } from "../../world";
import { zonedMoment } from "../protocol/dates";
import { type Fields, readBody } from "../protocol/fields";
import { envelope, PaywallRefusal, refuse } from "../protocol/refusal";
import type { PaywallToken } from "../records";
import type { PaywallCall, PaywallServiceAnswer } from "../service";
import { rememberPaywallCard } from "./test-cards";

const MINUTE_MS = 60_000;
const MOST_MINUTES = 30;

function expiryOf(world: World, body: Fields): number {
  const minutes = body.integer("ExpiryMin");
  if (minutes === null || minutes < 0 || minutes > MOST_MINUTES) throw refuse("malformed", "ExpiryMin geçersiz");
  return world.clock.now() + minutes * MINUTE_MS;
}

/** What a token is kept under: who reads the truth file cannot pay with what stands there. */
export const tokenId = (token: string): string => createHash("sha256").update(token).digest("hex");

function putToken(world: World, token: Omit<PaywallToken, "id">): string {
  const made = randomUUID();
  world.truth.put("pwToken", { id: tokenId(made), ...token });
  return made;
}

/** `POST temptoken`: what a browser may hold (docs/providers/paywall.md 6). */
export function createTempToken({ world, account, body }: PaywallCall): PaywallServiceAnswer {
  body.expectOnly("ClientCardSave ThreeDSession ExpiryMin");
  const scope = { ClientCardSave: body.flag("ClientCardSave"), ThreeDSession: body.flag("ThreeDSession") };
  const number = world.truth.next("pw_temp_token", 700_000);
  const expiresAt = expiryOf(world, body);
  const token = putToken(world, { account: account.name, number, expiresAt, card: null });
  return { body: { TempTokenId: number, Token: token, ExpiryDateTime: zonedMoment(expiresAt), Scope: scope } };
}

const CORS = {
  "access-control-allow-origin": "*",
  "access-control-allow-methods": "POST",
  "access-control-allow-headers": "token, content-type",
};

/** `POST tempcard` from a browser, by the header `token` alone: the only service that answers another site. */
export function answerTempCard(world: World, exchange: Exchange): Outcome {
  if (exchange.method === "OPTIONS") return { status: 204, headers: CORS, body: "" };
  const reply =
    exchange.method === "POST" ? tempCardReply(world, exchange) : jsonReply(405, { error: "method_not_allowed" });
  return { ...reply, headers: { ...reply.headers, ...CORS } };
}

function tempCardReply(world: World, exchange: Exchange): Reply {
  try {
    return jsonReply(200, envelope(0, "", tempCardBody(world, exchange)));
  } catch (error) {
    if (error instanceof PaywallRefusal) return error.toReply();
    throw error;
  }
}

function tempCardBody(world: World, exchange: Exchange): Record<string, unknown> {
  const session = world.truth.get("pwToken", tokenId(String(exchange.headers.token ?? "")));
  if (session === undefined || session.card !== null || session.expiresAt <= world.clock.now()) {
    throw refuse("token_invalid", "TempToken geçersiz ya da süresi dolmuş");
  }
  const body = readBody(exchange.body, () => undefined);
  if (body.integer("CardType") !== 1) throw refuse("malformed", "CardType geçersiz");
  const card = rememberPaywallCard(
    {
      owner: body.text("CardOwnerName", 150, "card_owner"),
      number: body.text("CardNumber", 20, "card_number"),
      month: body.text("CardExpiryMonth", 2, "card_month"),
      year: body.text("CardExpiryYear", 4, "card_year"),
      cvv: body.text("CardCvv", 4, "card_number"),
    },
    world.clock.now(),
  );
  const number = world.truth.next("pw_temp_card", 800_000);
  const expiresAt = expiryOf(world, body);
  const token = putToken(world, { account: session.account, number, expiresAt, card });
  return { TempCardId: number, CardToken: token, ExpiryDateTime: zonedMoment(expiresAt) };
}
