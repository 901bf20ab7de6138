import "server-only";
import { z } from "zod";
import { seesOnlyOwn } from "@/lib/auth/permissions";
import { AppError } from "@/lib/kernel/errors";
import { becauseOf, recordChange } from "@/lib/runtime/record-change";
import { defineUseCase } from "@/lib/runtime/use-case";
import { closeAtProvider } from "./close-at-provider";
import type { PaylinkStatus } from "./paylink";
import { paylinkMachine } from "./paylink";
import { toPaylinkDto } from "./paylink-dto";
import { movePaylink, readPaylink } from "./repository";
import type { PaylinkDto } from "./schemas";

/**
 * Stops a link: our page refuses from this commit on (`deactivating`), then the provider is told; `deactivated` only
 * when it confirmed. A payment already under way is still followed.
 * @throws AppError not_found, invalid_state, conflict
 */
export const deactivatePaylink = defineUseCase({
  name: "paylink.deactivate",
  permission: "paylinks:write",
  input: z.strictObject({ id: z.string().max(40) }),
  async run(scope, { id }): Promise<PaylinkDto> {
    const now = scope.now();
    const stopped = await scope.transact(async (tx) => {
      const link = await readPaylink(tx, scope.merchantId, id);
      const isHidden =
        seesOnlyOwn(scope.permissions) && "userId" in scope.actor && link.createdBy !== scope.actor.userId;
      if (link.mode !== scope.mode || isHidden) throw new AppError("not_found", "no such paylink");
      if (link.status === "deactivating" || link.status === "deactivated") return link;
      paylinkMachine.assert(link.status as PaylinkStatus, "deactivating");
      const moved = await movePaylink(tx, link, "active", "deactivating", {
        because: becauseOf("staff_deactivated", scope.actor, now),
        nextCheckAt: new Date(now.getTime() + 60_000),
        checkStep: 0,
        updatedAt: now,
      });
      if (!moved) throw new AppError("conflict", "the link changed meanwhile", { reason: "changed_meanwhile" });
      await recordChange(tx, {
        merchantId: link.merchantId,
        mode: scope.mode,
        actor: scope.actor,
        action: "paylink.deactivating",
        subjectKind: "paylink",
        subjectId: link.id,
        paylinkId: link.id,
        paymentId: null,
        from: "active",
        to: "deactivating",
      });
      return moved;
    });
    if (stopped.status !== "deactivating") return toPaylinkDto(stopped);
    return toPaylinkDto(await closeAtProvider(scope.merchantId, stopped, scope.actor, scope.clock));
  },
});
