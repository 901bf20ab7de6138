import "server-only";
import { AppError } from "@/lib/kernel/errors";
import { actorRecord } from "@/lib/runtime/context";
import { recordChange } from "@/lib/runtime/record-change";
import { defineUseCase } from "@/lib/runtime/use-case";
import { accountsOfMode, insertRule } from "./repository";
import { RoutingRuleInput } from "./schemas";

/**
 * Enters a rule that decides to which account new tries go, from an instant on.
 * @throws AppError not_found (no such account of this mode), invalid_input
 */
export const addRoutingRule = defineUseCase({
  name: "routing.add_rule",
  permission: "provider-accounts:write",
  input: RoutingRuleInput,
  run: async (scope, input): Promise<{ id: string }> => {
    const now = scope.now();
    const validFrom = input.valid_from === undefined ? now : new Date(input.valid_from);
    if (validFrom < now) {
      throw new AppError("invalid_input", "a rule cannot begin in the past", {
        errors: [{ path: "valid_from", message: "in_the_past" }],
      });
    }
    const id = scope.commandId("routingRule");
    await scope.transact(async (tx) => {
      const accounts = await accountsOfMode(tx, scope.merchantId, scope.mode);
      if (!accounts.some((account) => account.id === input.provider_account_id)) {
        throw new AppError("not_found", "no such provider account");
      }
      const isNew = await insertRule(tx, {
        merchantId: scope.merchantId,
        id,
        mode: scope.mode,
        position: input.position,
        providerAccountId: input.provider_account_id,
        cardFamilies: input.card_families,
        amountMin: input.amount_min,
        amountMax: input.amount_max,
        installmentsMin: input.installments_min,
        installmentsMax: input.installments_max,
        validFrom,
        createdBy: "userId" in scope.actor ? scope.actor.userId : actorRecord(scope.actor).id,
        createdAt: now,
      });
      if (!isNew) return;
      const change = { merchantId: scope.merchantId, mode: scope.mode, actor: scope.actor, paylinkId: null };
      await recordChange(tx, {
        ...change,
        action: "routing_rule.added",
        subjectKind: "routing_rule",
        subjectId: id,
        paymentId: null,
        from: null,
        to: null,
        data: { provider_account_id: input.provider_account_id, position: input.position },
      });
    });
    return { id };
  },
});
