import "server-only";
import { createHash } from "node:crypto";
import type { z } from "zod";
import { AppError } from "@/lib/kernel/errors";
import { toJsonInteger } from "@/lib/kernel/money";
import { actorRecord } from "@/lib/runtime/context";
import { runCommand } from "@/lib/runtime/run-command";
import { defineUseCase, type Scope } from "@/lib/runtime/use-case";
import { readBatch, type StoredBatch } from "../batch-repository";
import { reserveRefund } from "../request-refund";
import { planOf } from "./plan-bulk-refund";
import { type BulkResult, RequestBulkRefundInput } from "./schemas";

type Input = z.output<typeof RequestBulkRefundInput>;

const fingerprint = (input: Input) =>
  createHash("sha256")
    .update(JSON.stringify(input, (_key, value) => (typeof value === "bigint" ? value.toString() : value)))
    .digest("hex");

function mustBeSame(batch: StoredBatch, input: Input): StoredBatch {
  if (batch.rows.asked === fingerprint(input)) return batch;
  throw new AppError("idempotency_mismatch", "this command asked for other refunds before");
}

/** Plans once more, holds the plan to the sum that was typed, and writes the list before anything is reserved. */
async function openBatch(scope: Scope, userId: string, id: string, input: Input): Promise<StoredBatch> {
  const plan = await planOf(scope, input.rows);
  if (BigInt(plan.total) !== input.total) {
    // Another run of this very command may have opened the batch and reserved its rows meanwhile.
    const opened = await readBatch(scope, id);
    if (opened) return mustBeSame(opened, input);
    throw new AppError("conflict", `the refunds that are possible now come to ${plan.total}`, {
      reason: "total_changed",
      total: plan.total,
    });
  }
  const rows = plan.rows
    .filter(({ verdict }) => verdict !== "refused")
    .map(({ payment_id, amount }) => ({ payment_id, amount: String(amount) }));
  await runCommand("vezne_app", "open_refund_batch", {
    merchant_id: scope.merchantId,
    mode: scope.mode,
    new_batch_id: id,
    asked: fingerprint(input),
    rows,
    reason: input.reason,
    user_id: userId,
    actor: actorRecord(scope.actor),
  });
  const batch = await readBatch(scope, id);
  if (!batch) throw new Error("open_refund_batch wrote no batch");
  return mustBeSame(batch, input);
}

type Row = StoredBatch["rows"]["rows"][number];

/** One row is one ordinary refund whose id comes from the batch and the payment, so it is asked for once only. */
async function requestRow(scope: Scope, batch: StoredBatch, row: Row): Promise<BulkResult["rows"][number]> {
  const amount = toJsonInteger(BigInt(row.amount));
  const wish = { payment_id: row.payment_id, amount: BigInt(row.amount), reason: batch.reason };
  const refundOfRow = { id: scope.commandId("refund", row.payment_id), batchId: batch.id };
  try {
    const refund = await reserveRefund(scope, "refund", wish, refundOfRow);
    return { payment_id: row.payment_id, amount, refund_id: refund.id, status: refund.status, error: null };
  } catch (cause) {
    if (!(cause instanceof AppError) || cause.code === "internal") throw cause;
    const error = cause.details.reason ?? cause.code;
    return { payment_id: row.payment_id, amount, refund_id: null, status: null, error };
  }
}

/**
 * Asks for every refund of a dry run that is possible. The list is written first; repeated after a lost answer or a
 * killed process it goes on where it stopped. Above the limit, by a row or by the sum, a second person approves.
 * @throws AppError forbidden, invalid_input, conflict (total_changed, with `total` in minor units), idempotency_mismatch
 */
export const requestBulkRefund = defineUseCase({
  name: "refund.request-bulk",
  permission: "refunds:request",
  input: RequestBulkRefundInput,
  async run(scope, input): Promise<BulkResult> {
    if (!("userId" in scope.actor)) throw new AppError("forbidden", "refunds are asked for by a person or a key");
    const id = scope.commandId("refundBatch");
    const known = await readBatch(scope, id);
    const batch = known ? mustBeSame(known, input) : await openBatch(scope, scope.actor.userId, id, input);
    const rows: BulkResult["rows"] = [];
    for (const row of batch.rows.rows) rows.push(await requestRow(scope, batch, row));
    return {
      id,
      object: "refund_batch",
      dry_run: false,
      mode: scope.mode,
      created_at: batch.createdAt.toISOString(),
      total: toJsonInteger(batch.amount),
      currency: "TRY",
      reason: batch.reason,
      rows,
    };
  },
});
