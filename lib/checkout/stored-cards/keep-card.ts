import "server-only";
import { addHours, type Clock } from "@/lib/kernel/clock";
import type { CardFacts, PaymentProvider } from "@/lib/providers/port";
import { log } from "@/lib/runtime/logger";
import { sealCard } from "./card-seal";
import { readWish, writeDeleted, writeKept } from "./repository";

type Try = { merchantId: string; attemptId: string };
type Kept = { owner: string; card: string };

/** What the provider kept for a payment that succeeded; without the payer's consent on record nothing is written. */
export async function keepCard({ merchantId, attemptId }: Try, kept: Kept, facts: CardFacts): Promise<void> {
  const wish = await readWish(merchantId, attemptId);
  if (wish === undefined) return;
  const { bin, last4, brand, bank } = facts;
  await writeKept(wish, { ownerId: kept.owner, sealedCard: sealCard(wish, kept.card), bin, last4, brand, bank });
}

/** A list that lags is asked again for so long before "no such card" is believed. */
const PATIENCE_HOURS = 24;

/**
 * Asks for the card that a try which took money was to keep; `readFacts` is undefined for one that took none. A silence
 * is asked again without end; "no such card", and a provider that cannot be asked, end the wish after a day.
 */
export async function findKeptCard(
  of: Try & { clock: Clock },
  provider: PaymentProvider,
  readFacts: () => Promise<CardFacts | undefined>,
): Promise<void> {
  const wish = await readWish(of.merchantId, of.attemptId);
  if (wish === undefined) return;
  const facts = await readFacts();
  if (facts === undefined) return;
  const answer = await provider.findKeptCard(wish.ownerId);
  if (answer.kind === "found") return keepCard(of, answer.keptCard, facts);
  if (answer.kind === "unknown") log.warn("kept card not found", { reason: answer.why });
  else if (addHours(wish.consentedAt, PATIENCE_HOURS) <= of.clock.now()) await writeDeleted(wish);
}
