import "server-only";
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { limiterPool, statements } from "@/db/client";
import { AppError } from "@/lib/kernel/errors";
import type { Context } from "@/lib/runtime/context";
import { processSingleton } from "@/lib/runtime/process-singleton";
import { checkPassword } from "./check-password.system";

const WINDOW_SECONDS = 900;

/** Apart from the sign-in's count: whoever holds an open session must not be able to lock its owner out of signing in. */
function limiter() {
  return processSingleton(
    "stepUpLimiter",
    () =>
      new RateLimiterPostgres({
        storeClient: limiterPool(),
        tableName: "rate_limits",
        tableCreated: true,
        clearExpiredByTimeout: false,
        keyPrefix: "step-up",
        points: 10,
        duration: WINDOW_SECONDS,
      }),
  );
}

async function admit(userId: string): Promise<void> {
  try {
    await limiter().consume(userId);
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    const retryAfterSeconds = Math.ceil(refused.msBeforeNext / 1000);
    throw new AppError("rate_limited", "too many wrong passwords", { retryAfterSeconds });
  }
}

/**
 * An open session is not enough for what comes next: the person gives the password once more. A program never can.
 * @throws AppError forbidden (not a person), invalid_input (`password: wrong_password`), rate_limited
 */
export async function demandPassword({ actor }: Context, password: string): Promise<void> {
  if (actor.kind !== "user") throw new AppError("forbidden", "a person has to do this", { reason: "person_needed" });
  await admit(actor.userId);
  const [user] = await statements("vezne_system")<{ email: string }[]>`
    select email from users where id = ${actor.userId}`;
  if ((await checkPassword(user?.email ?? "", password)) !== actor.userId) {
    throw new AppError("invalid_input", "the password is wrong", {
      errors: [{ path: "password", message: "wrong_password" }],
    });
  }
  await limiter().delete(actor.userId);
}
