import "server-only";
import type { z } from "zod";
import { wakeDashboards, wakeWorkers } from "@/lib/jobs/wake-workers";
import { AppError } from "@/lib/kernel/errors";
import { actorRecord } from "@/lib/runtime/context";
import { runCommand } from "@/lib/runtime/run-command";
import { defineUseCase, type Scope } from "@/lib/runtime/use-case";
import { getEscrow } from "../desk/queries";
import { BulkReleaseInput } from "../schemas";
import { readReleasable, readReleaseBatch, type StoredReleaseBatch } from "./batch-repository";
import { askForRelease } from "./request-release";

type Input = z.output<typeof BulkReleaseInput>;
export type BulkReleaseRow = {
  escrow_id: string;
  result: "released" | "awaiting_approval" | "refused";
  /** Why it was refused. */
  reason?: string;
};
export type BulkReleaseResult = { object: "list"; id: string; data: BulkReleaseRow[] };

function mustBeSame(batch: StoredReleaseBatch, { evidence_class, ids, amount, note }: Input): StoredReleaseBatch {
  const asked = [...new Set(ids)].sort().join();
  const same = batch.rows.map(({ escrow_id }) => escrow_id).join() === asked;
  if (same && batch.amount === amount && batch.note === note && batch.evidenceClass === evidence_class) return batch;
  throw new AppError("idempotency_mismatch", "this command asked for other releases before");
}

/** Writes the list that was confirmed, held to the sum that was typed, before anything is released. */
async function openBatch(scope: Scope, userId: string, id: string, input: Input): Promise<StoredReleaseBatch> {
  const ids = [...new Set(input.ids)];
  const rows = await readReleasable(scope, ids, input.evidence_class);
  if (rows.length < ids.length) {
    throw new AppError("invalid_state", "an account is not held, is disputed, or has other evidence", {
      reason: "not_one_evidence_class",
      missing: ids.filter((one) => !rows.some((row) => row.id === one)),
    });
  }
  const total = rows.reduce((sum, row) => sum + row.held, 0n);
  if (total !== input.amount) {
    throw new AppError("conflict", `what is held now comes to ${total}`, {
      reason: "total_changed",
      total: total.toString(),
    });
  }
  await runCommand("vezne_app", "open_release_batch", {
    merchant_id: scope.merchantId,
    mode: scope.mode,
    new_batch_id: id,
    rows: rows.map((row) => ({ escrow_id: row.id, amount: row.held.toString() })),
    evidence_class: input.evidence_class,
    note: input.note,
    user_id: userId,
    actor: actorRecord(scope.actor),
  });
  const batch = await readReleaseBatch(scope, id);
  if (!batch) throw new Error("open_release_batch wrote no batch");
  return mustBeSame(batch, input);
}

async function releaseRow(scope: Scope, batch: StoredReleaseBatch, row: StoredReleaseBatch["rows"][number]) {
  const id = scope.commandId("release", row.escrow_id);
  try {
    const wish = { id: row.escrow_id, amount: BigInt(row.amount), note: batch.note };
    await askForRelease(scope, wish, { id, batchId: batch.id });
  } catch (cause) {
    if (!(cause instanceof AppError) || cause.code === "internal") throw cause;
    return { escrow_id: row.escrow_id, result: "refused" as const, reason: String(cause.details.reason ?? cause.code) };
  }
  const { requests } = await getEscrow(scope, row.escrow_id);
  const isDone = requests.find((request) => request.id === id)?.status === "applied";
  return { escrow_id: row.escrow_id, result: isDone ? ("released" as const) : ("awaiting_approval" as const) };
}

/**
 * Releases everything held in several accounts that share one kind of evidence. Each row is one ordinary release; the
 * limit is held to the sum, so above it every row waits for a second person.
 * @throws AppError invalid_state (not_one_evidence_class), conflict (total_changed, minor units), idempotency_mismatch
 */
export const releaseInBulk = defineUseCase({
  name: "escrow.release-bulk",
  permission: "escrow:release",
  input: BulkReleaseInput,
  run: async (scope, input): Promise<BulkReleaseResult> => {
    if (!("userId" in scope.actor)) throw new AppError("forbidden", "releases are asked for by a person or a key");
    const id = scope.commandId("releaseBatch");
    const known = await readReleaseBatch(scope, id);
    const batch = known ? mustBeSame(known, input) : await openBatch(scope, scope.actor.userId, id, input);
    const data: BulkReleaseRow[] = [];
    for (const row of batch.rows) data.push(await releaseRow(scope, batch, row));
    wakeWorkers();
    wakeDashboards();
    return { object: "list", id, data };
  },
});
