import "server-only";
import { z } from "zod";
import { AppError } from "@/lib/kernel/errors";
import { recordChange } from "@/lib/runtime/record-change";
import { defineUseCase } from "@/lib/runtime/use-case";
import { endRule } from "./repository";

/** Ends a rule now; it stays readable. Ending it again changes nothing. @throws AppError not_found */
export const endRoutingRule = defineUseCase({
  name: "routing.end_rule",
  permission: "provider-accounts:write",
  input: z.strictObject({ id: z.string().max(40) }),
  run: async (scope, { id }): Promise<{ id: string }> => {
    await scope.transact(async (tx) => {
      const ended = await endRule(tx, scope.merchantId, scope.mode, id, scope.now());
      if (ended === undefined) throw new AppError("not_found", "no such rule");
      if (!ended) return;
      const change = { merchantId: scope.merchantId, mode: scope.mode, actor: scope.actor, paylinkId: null };
      await recordChange(tx, {
        ...change,
        action: "routing_rule.ended",
        subjectKind: "routing_rule",
        subjectId: id,
        paymentId: null,
        from: null,
        to: null,
      });
    });
    return { id };
  },
});
