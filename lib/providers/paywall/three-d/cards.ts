import "server-only";
import { z } from "zod";
import type { CardDeletion, CardEntryGrant, KeptCard, StoredCard } from "../../three-d";
import { callPaywall, type PaywallAnswer, type PaywallConnection } from "../client";
import { instantOf } from "../mapping";
import { whyOf } from "../queries";
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
const DELETE = {
  service: "card",
  method: "DELETE",
  path: "paywall/card",
  retryClass: "repeatable",
  answer: z.unknown(),
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

type Listed = { kind: "listed"; cards: StoredCardRow[] } | { kind: "not_listed"; why: string };

async function listCards(connection: PaywallConnection, owner: string): Promise<Listed> {
  const answer = await callPaywall(connection, LIST, { relationalid1: owner, includedetails: false });
  if (answer.kind === "absent") return { kind: "listed", cards: [] };
  if (answer.kind !== "ok") return { kind: "not_listed", why: whyOf(answer) };
  return { kind: "listed", cards: answer.body ?? [] };
}

type Named = { kind: "named"; uniqueCode: string } | { kind: "not_one" } | { kind: "not_listed" };

/**
 * What a payer's stored card is called now: its `UniqueCode` changes by itself, so cards are listed before each use.
 * Only a card of this very owner is found, by today's code or by its handle; two that look alike are none.
 */
export async function nameStoredCard(connection: PaywallConnection, wanted: StoredCard): Promise<Named> {
  const listed = await listCards(connection, wanted.owner);
  if (listed.kind !== "listed") return { kind: "not_listed" };
  const cards = listed.cards.filter((card) => [card.UniqueCode, handleOf(card)].includes(wanted.card));
  const [only] = cards;
  return only !== undefined && cards.length === 1
    ? { kind: "named", uniqueCode: only.UniqueCode }
    : { kind: "not_one" };
}

/** The one card of an owner, by what does not change of it; several under one owner are told as none. */
export async function findKeptCard(connection: PaywallConnection, owner: string): Promise<KeptCard> {
  const listed = await listCards(connection, owner);
  if (listed.kind !== "listed") return { kind: "unknown", why: listed.why };
  const [only] = listed.cards;
  if (only === undefined || listed.cards.length > 1) return { kind: "absent" };
  return { kind: "found", keptCard: { owner, card: handleOf(only) } };
}

/** Takes a kept card away by today's name (docs/providers/paywall.md 6); one that is not listed any more is deleted. */
export async function deleteStoredCard(connection: PaywallConnection, wanted: StoredCard): Promise<CardDeletion> {
  const listed = await listCards(connection, wanted.owner);
  if (listed.kind !== "listed") return { kind: "unknown", why: listed.why };
  for (const card of listed.cards) {
    if (![card.UniqueCode, handleOf(card)].includes(wanted.card)) continue;
    const named = { RelationalId1: wanted.owner, UniqueCode: card.UniqueCode };
    const answer = await callPaywall(connection, DELETE, named);
    if (answer.kind === "refused") return { kind: "rejected", code: String(answer.code), message: answer.message };
    if (answer.kind === "unknown") return { kind: "unknown", why: answer.why };
  }
  return { kind: "deleted" };
}
