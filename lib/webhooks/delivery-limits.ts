import "server-only";
import { isIPv6 } from "node:net";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { env } from "@/lib/runtime/env";
import { processSingleton } from "@/lib/runtime/process-singleton";

const WINDOW_SECONDS = 10;
/** Deliveries a second from one address that prove nothing: bare hints, bad addresses, bad signatures. */
const UNPROVEN_PER_SECOND = 150;
/** Signatures a second from one address that hold for no account; each costs a search through all secrets. */
const FORGED_PER_SECOND = 10;

function limiters() {
  return processSingleton("deliveryLimiters", () => {
    const perSecond = (rate: number) =>
      new RateLimiterMemory({ points: rate * WINDOW_SECONDS, duration: WINDOW_SECONDS });
    return {
      account: perSecond(env().WEBHOOK_RATE),
      address: perSecond(UNPROVEN_PER_SECOND),
      forgery: perSecond(FORGED_PER_SECOND),
    };
  });
}

export type DeliveryLimit = keyof ReturnType<typeof limiters>;

/** One subscriber's IPv6 addresses are its /64. */
function keyOf(limit: DeliveryLimit, key: string): string {
  return limit !== "account" && isIPv6(key) ? key.split(":").slice(0, 4).join(":") : key;
}

/**
 * Counts a delivery; answers the seconds to wait when that was one too many. Each process counts for itself, over
 * windows of ten seconds: what is proven is counted by its account only, so that a provider's one address may carry
 * any number of accounts (docs/runbooks/intake.md).
 */
export async function countDelivery(limit: DeliveryLimit, key: string): Promise<number | undefined> {
  try {
    await limiters()[limit].consume(keyOf(limit, key));
    return undefined;
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    return Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
  }
}

/** Seconds to wait when the limit was reached before; counts nothing. */
export async function waitOf(limit: DeliveryLimit, key: string): Promise<number | undefined> {
  const state = await limiters()[limit].get(keyOf(limit, key));
  return state !== null && state.remainingPoints <= 0 ? Math.max(1, Math.ceil(state.msBeforeNext / 1000)) : undefined;
}
