import "server-only";
import { addHours, type Clock } from "@/lib/kernel/clock";
import { newId, newToken } from "@/lib/kernel/ids";
import { CAPABILITIES } from "@/lib/providers/capabilities";
import type { ThreeDRequest } from "@/lib/providers/three-d";
import type { ProviderAccount } from "@/lib/settings/provider-account-repository";
import { insertWish } from "./repository";
import { CARD_CONSENT_VERSION, CARD_LABEL } from "./stored-card";

export type KeepWish = NonNullable<ThreeDRequest["keepCard"]>;

/** A provider that charges by itself is asked for the card; one that we charge at named it in its answer, or never will. */
const FIRST_LOOK_HOURS = 2 / 60;
const DAY_HOURS = 24;

/** A name at the provider for this one card: nothing there tells which cards are one person's. */
export const newKeepWish = (): KeepWish => ({ owner: `vz-${newToken()}`, label: CARD_LABEL });

/** Writes the payer's consent down with the try that is to keep the card. */
export async function recordWish(
  account: ProviderAccount,
  attemptId: string,
  wish: { keep: KeepWish; payerHash: string; clock: Clock },
): Promise<void> {
  const now = wish.clock.now();
  await insertWish({
    merchantId: account.merchantId,
    id: newId("storedCard", now),
    mode: account.mode,
    provider: account.provider,
    providerAccountId: account.id,
    attemptId,
    payerHash: wish.payerHash,
    ownerId: wish.keep.owner,
    label: wish.keep.label,
    consentVersion: CARD_CONSENT_VERSION,
    consentedAt: now,
    nextCheckAt: addHours(now, CAPABILITIES[account.provider].charge === "provider" ? FIRST_LOOK_HOURS : DAY_HOURS),
  });
}
