import "server-only";
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { limiterPool } from "@/db/client";
import { processSingleton } from "@/lib/runtime/process-singleton";

const HOUR = 3_600;

function limiters() {
  return processSingleton("buyerLimiters", () => {
    const shared = {
      storeClient: limiterPool(),
      tableName: "rate_limits",
      tableCreated: true,
      clearExpiredByTimeout: false,
      duration: HOUR,
    };
    return {
      account: new RateLimiterPostgres({ ...shared, keyPrefix: "buyer-account", points: 20 }),
      address: new RateLimiterPostgres({ ...shared, keyPrefix: "buyer-address", points: 60 }),
    };
  });
}

/**
 * Counts what a buyer's page sends, per held account and per address, over an hour; false when it was one too many.
 * Reports are counted apart: whoever plays with codes must not keep the buyer from objecting.
 */
export async function admitBuyer(escrowId: string, address: string, what: "code" | "report"): Promise<boolean> {
  const { account, address: origin } = limiters();
  try {
    await account.consume(`${what}|${escrowId}`);
    await origin.consume(`${what}|${address}`);
    return true;
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    return false;
  }
}
