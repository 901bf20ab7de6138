import type { CardDeletion, StoredCard } from "../../three-d";
import { callPaynet, type PaynetConnection } from "../client";
import { PaynetEnvelope } from "../wire";

const DELETE = { path: "v1/card/delete", retryClass: "repeatable", answer: PaynetEnvelope } as const;
const CARD_NOT_FOUND = 25;

/** Takes a kept card away (docs/providers/paynet.md 9). A card that is not there is a card that is deleted. */
export async function deleteStoredCard(connection: PaynetConnection, wanted: StoredCard): Promise<CardDeletion> {
  const answer = await callPaynet(connection, DELETE, { card_owner_id: wanted.owner, card_hash: wanted.card });
  if (answer.kind === "ok" || answer.kind === "absent") return { kind: "deleted" };
  if (answer.code === CARD_NOT_FOUND) return { kind: "deleted" };
  if (answer.kind === "unknown") return { kind: "unknown", why: answer.why };
  return { kind: "rejected", code: String(answer.code), message: answer.message };
}
