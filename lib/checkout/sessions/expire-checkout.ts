import "server-only";
import { z } from "zod";
import { wakeDashboards } from "@/lib/jobs/wake-workers";
import { AppError } from "@/lib/kernel/errors";
import { actorRecord } from "@/lib/runtime/context";
import { runCommand } from "@/lib/runtime/run-command";
import { defineUseCase } from "@/lib/runtime/use-case";
import { getCheckout } from "./queries";
import type { CheckoutView } from "./schemas";

type Answer = { answer: { result: string; status?: string } };

/**
 * Closes a checkout at once: from here on nothing is charged with it, also not for a payer who comes back from the bank.
 * @throws AppError not_found, invalid_state (complete), conflict (a try may take money without us)
 */
export const expireCheckout = defineUseCase({
  name: "checkout.expire",
  permission: "paylinks:write",
  input: z.strictObject({ id: z.string().max(40) }),
  async run(scope, { id }): Promise<CheckoutView> {
    await getCheckout(scope, id);
    const [row] = await runCommand<Answer>("vezne_app", "close_checkout", {
      merchant_id: scope.merchantId,
      mode: scope.mode,
      checkout_id: id,
      actor: actorRecord(scope.actor),
    });
    wakeDashboards();
    if (row?.answer.result === "wrong_state") {
      throw new AppError("invalid_state", "a checkout that is complete cannot be closed", {
        reason: "checkout_is_complete",
      });
    }
    if (row?.answer.result === "in_progress") {
      throw new AppError("conflict", "a payment of this checkout is under way; wait for its end", {
        reason: "payment_in_progress",
      });
    }
    return getCheckout(scope, id);
  },
});
