import "server-only";
import { z } from "zod";
import type { CardEntryGrant, StoredCard } from "../../three-d";
import { callPaywall, type PaywallAnswer, type PaywallConnection } from "../client";
import { instantOf } from "../mapping";
import { type StoredCardRow, StoredCardsBody, TempTokenBody } from "../wire";

const TEMP_TOKEN = {
  service: "payment",
  method: "POST",
  path: "api/paywall/temptoken",
  // It moves nothing: a token that nobody uses ends by itself.
  retryClass: "repeatable",
  answer: TempTokenBody,
} as const;
const LIST = {
  service: "card",
  method: "GET",
  path: "paywall/card",
  retryClass: "repeatable",
  answer: z.union([StoredCardsBody, z.null()]),
} as const;
const TOKEN_MINUTES = 30;

type NotDone = (
  answer: PaywallAnswer<unknown>,
) => { kind: "rejected"; code: string; message: string } | { kind: "unknown"; why: string };

/** A TempToken made by our server; the browser gives the card for it and holds no key (docs/providers/paywall.md 6). */
export async function openTempCard(connection: PaywallConnection, notDone: NotDone): Promise<CardEntryGrant> {
  const scope = { ClientCardSave: true, ThreeDSession: false, ExpiryMin: TOKEN_MINUTES };
  const answer = await callPaywall(connection, TEMP_TOKEN, scope);
  if (answer.kind !== "ok") return notDone(answer);
  return {
    kind: "granted",
    protocol: "paywall_temp_card",
    url: `${connection.hosts.payment}/api/paywall/tempcard`,
    fields: { token: answer.body.Token },
    expiresAt: instantOf(answer.body.ExpiryDateTime),
  };
}

/** What does not change while the provider renames the card: `529360******7896/12/2029`. */
const handleOf = ({ CardNumber, Month, Year }: StoredCardRow) => `${CardNumber}/${Month}/${Year}`;

type Named = { kind: "named"; uniqueCode: string } | { kind: "not_one" } | { kind: "not_listed" };

/**
 * What a payer's stored card is called now: its `UniqueCode` changes by itself, so cards are listed before each use.
 * Only a card of this very owner is found, by today's code or by its handle; two that look alike are none.
 */
export async function nameStoredCard(connection: PaywallConnection, wanted: StoredCard): Promise<Named> {
  const answer = await callPaywall(connection, LIST, { relationalid1: wanted.owner, includedetails: false });
  if (answer.kind !== "ok") return { kind: "not_listed" };
  const cards = (answer.body ?? []).filter((card) => [card.UniqueCode, handleOf(card)].includes(wanted.card));
  const [only] = cards;
  return only !== undefined && cards.length === 1
    ? { kind: "named", uniqueCode: only.UniqueCode }
    : { kind: "not_one" };
}
