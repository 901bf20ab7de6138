import "server-only";
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { limiterPool } from "@/db/client";
import { processSingleton } from "@/lib/runtime/process-singleton";
import { foldEmail } from "./fold-email";

export type Admission = { admitted: true } | { admitted: false; retryAfterSeconds: number };

function limiters() {
  return processSingleton("signInLimiters", () => {
    const shared = {
      storeClient: limiterPool(),
      tableName: "rate_limits",
      tableCreated: true,
      clearExpiredByTimeout: false,
    };
    return {
      account: new RateLimiterPostgres({ ...shared, keyPrefix: "sign-in-account", points: 10, duration: 900 }),
      address: new RateLimiterPostgres({ ...shared, keyPrefix: "sign-in-address", points: 100, duration: 3_600 }),
    };
  });
}

/** Counts a sign-in try per account and per address; never locks an account for longer than fifteen minutes. */
export async function admitSignIn(email: string, address: string): Promise<Admission> {
  const { account, address: origin } = limiters();
  try {
    await account.consume(foldEmail(email).slice(0, 254));
    await origin.consume(address);
    return { admitted: true };
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    return { admitted: false, retryAfterSeconds: Math.ceil(refused.msBeforeNext / 1000) };
  }
}

/**
 * The right password was given: the account's count starts again and the try costs its address nothing, so that people
 * who sign in often are never locked out. A guesser gains nothing, having to know the password first.
 */
export async function forgiveSignIn(email: string, address: string): Promise<void> {
  const { account, address: origin } = limiters();
  await account.delete(foldEmail(email).slice(0, 254));
  await origin.reward(address);
}
