import "server-only";
import { demandPassword } from "@/lib/auth/step-up.system";
import { wakeDashboards, wakeWorkers } from "@/lib/jobs/wake-workers";
import { recordChange } from "@/lib/runtime/record-change";
import { defineUseCase } from "@/lib/runtime/use-case";
import { demandEvents, planReplay, type ReplayPlan } from "./plan-replay";
import { type Outcome, runReplay } from "./repository";
import { ApplyReplayInput, type ApplyResult, type ReplaySource, type ShadowDto, ShadowInput } from "./schemas";

const toDto = (source: ReplaySource, plan: ReplayPlan, outcome: Outcome): ShadowDto => ({
  object: "replay",
  source,
  events: plan.events.map(({ id, subject }) => ({ id, subject_id: subject?.id ?? null })),
  ...outcome,
});

/**
 * Tries notifications in the shadow: the provider is asked (or its kept answer read), the ordinary booking commands run
 * and are rolled back, and what they would have changed is shown. Nothing is kept but the question that was asked.
 * @throws AppError not_found, limit_exceeded
 */
export const shadowReplay = defineUseCase({
  name: "webhook.shadow_replay",
  permission: "developer:read",
  input: ShadowInput,
  run: async (scope, { ids, source }): Promise<ShadowDto> => {
    const plan = await planReplay(scope, ids, source);
    const { outcome } = await runReplay(scope.merchantId, plan, async () => false);
    return toDto(source, plan, outcome);
  },
});

/**
 * Applies what a shadow showed, by the same commands, in one transaction with its audit row. If it would change anything
 * else than what was shown, it changes nothing and shows that instead; so again changes nothing (`changed_since` or
 * `nothing_to_apply`).
 * @throws AppError forbidden (not a person), invalid_input (wrong password), not_found, limit_exceeded, rate_limited
 */
export const applyReplay = defineUseCase({
  name: "webhook.apply_replay",
  permission: "events:replay",
  input: ApplyReplayInput,
  run: async (scope, { ids, source, difference, reason, password }): Promise<ApplyResult> => {
    await demandEvents(scope, ids);
    await demandPassword(scope, password);
    const plan = await planReplay(scope, ids, source);
    const { outcome, kept } = await runReplay(scope.merchantId, plan, async (tx, seen) => {
      if (seen.rows.length === 0 || seen.difference !== difference) return false;
      await recordChange(tx, {
        merchantId: scope.merchantId,
        mode: scope.mode,
        actor: scope.actor,
        action: "event.replayed",
        subjectKind: "event",
        subjectId: plan.events[0]?.id ?? "",
        paylinkId: null,
        paymentId: null,
        from: null,
        to: null,
        data: { reason, source, difference, events: plan.events.map(({ id }) => id), rows: seen.rows.length },
      });
      return true;
    });
    if (kept) {
      wakeWorkers();
      wakeDashboards();
    }
    const shadow = toDto(source, plan, outcome);
    if (kept) return { result: "applied", shadow };
    return { result: outcome.rows.length === 0 ? "nothing_to_apply" : "changed_since", shadow };
  },
});
