import { AppError } from "@/lib/kernel/errors";
import type { KeyTrial } from "./try-keys";

/**
 * Whether keys were proven; false for those to be stored unproven by their owner's own word.
 * @throws AppError provider_rejected (keys_refused, keys_of_other_account), provider_unavailable (keys_unproven)
 */
export function demandKeys(trial: KeyTrial, mayStoreUnproven: boolean): boolean {
  if (trial.kind === "work") return true;
  if (trial.kind === "unclear") {
    if (mayStoreUnproven) return false;
    throw new AppError("provider_unavailable", `the keys could not be tried: ${trial.why}`, {
      reason: "keys_unproven",
    });
  }
  const reason = trial.kind === "refused" ? "keys_refused" : "keys_of_other_account";
  throw new AppError("provider_rejected", "the provider does not take these keys", { reason });
}
