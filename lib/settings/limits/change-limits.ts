import "server-only";
import { demandPassword } from "@/lib/auth/step-up.system";
import { recordChange } from "@/lib/runtime/record-change";
import { defineUseCase } from "@/lib/runtime/use-case";
import { getLimits } from "./queries";
import { lockLimits, writeLimits } from "./repository";
import { ChangeLimitsInput, type LimitsDto } from "./schemas";

/**
 * Sets from which amounts on a second person is asked. Requests that already wait keep waiting.
 * @throws AppError forbidden, invalid_input (wrong_password), rate_limited
 */
export const changeLimits = defineUseCase({
  name: "merchant.change-limits",
  permission: "provider-accounts:write",
  input: ChangeLimitsInput,
  run: async (scope, { refund_limit, release_limit, password }): Promise<LimitsDto> => {
    await demandPassword(scope, password);
    await scope.transact(async (tx) => {
      const before = await lockLimits(tx, scope.merchantId);
      if (before.refund === refund_limit && before.release === release_limit) return;
      await writeLimits(tx, scope.merchantId, { refund: refund_limit, release: release_limit });
      await recordChange(tx, {
        merchantId: scope.merchantId,
        mode: scope.mode,
        actor: scope.actor,
        action: "merchant.limits_changed",
        subjectKind: "merchant",
        subjectId: scope.merchantId,
        paylinkId: null,
        paymentId: null,
        from: null,
        to: null,
        data: {
          refund_limit: refund_limit.toString(),
          release_limit: release_limit.toString(),
          refund_limit_before: before.refund.toString(),
          release_limit_before: before.release.toString(),
        },
      });
    });
    return getLimits(scope);
  },
});
