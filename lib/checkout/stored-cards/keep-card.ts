import "server-only";
import type { CardFacts, PaymentProvider } from "@/lib/providers/port";
import { log } from "@/lib/runtime/logger";
import { sealCard } from "./card-seal";
import { readWish, writeKept } from "./repository";

type Try = { merchantId: string; attemptId: string };
type Kept = { owner: string; card: string };

/** What the provider kept for a payment that succeeded; without the payer's consent on record nothing is written. */
export async function keepCard({ merchantId, attemptId }: Try, kept: Kept, facts: CardFacts): Promise<void> {
  const wish = await readWish(merchantId, attemptId);
  if (wish === undefined) return;
  const { bin, last4, brand, bank } = facts;
  await writeKept(wish, { ownerId: kept.owner, sealedCard: sealCard(wish, kept.card), bin, last4, brand, bank });
}

/** After a payment the provider charged itself: asks for the card that the try was to keep. A silence is asked again. */
export async function findKeptCard(of: Try, provider: PaymentProvider, facts: CardFacts): Promise<void> {
  const wish = await readWish(of.merchantId, of.attemptId);
  if (wish === undefined) return;
  const answer = await provider.findKeptCard(wish.ownerId);
  if (answer.kind === "found") await keepCard(of, answer.keptCard, facts);
  if (answer.kind === "unknown") log.warn("kept card not found", { reason: answer.why });
}
