import "server-only";
import { isDatabaseAway } from "@/db/database-away";
import { errorFields, log } from "@/lib/runtime/logger";
import { type BrowserReturn, type ReturnTarget, resolveReturn } from "./resolve-return";

/** A payer waits so long for our database before they are asked to send their form again. */
const PATIENCE_MS = 8_000;
const PAUSE_MS = 250;

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * `resolveReturn` for a browser that has no second try of its own: repeated while the database is away or overrun.
 * Undefined when it stayed away; repeating the same form is harmless at any time.
 */
export async function resolveReturnPatiently(arrival: BrowserReturn): Promise<ReturnTarget | undefined> {
  const end = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await resolveReturn(arrival);
    } catch (cause) {
      if (!isDatabaseAway(cause)) throw cause;
      log.warn("return waits for the database", errorFields(cause));
      if (performance.now() > end) return undefined;
      await pause(PAUSE_MS);
    }
  }
}
