"use server";

import { commandAction, merchantAction } from "@/lib/http/action";
import { importStatement, planStatement } from "@/lib/reconciliation/bank/import-statement";
import { compareNow } from "@/lib/reconciliation/compare-now";
import { acceptCase, assignCase, recordChargeback, reopenCase } from "@/lib/reconciliation/decide-case";
import { adoptCase, askCase } from "@/lib/reconciliation/fix-case";
import { listRuns } from "@/lib/reconciliation/queries";

export type Fix = "adopt" | "ask" | "accept" | "reopen" | "chargeback" | "assign";
export type FixWish = { id: string; fix: Fix; comment?: string; version?: number; owner?: string | null };
export type StatementWish = { name: string; content: string; skip_refused?: boolean };

const fix = commandAction("reconciliation.fix", async (ctx, { id, fix: what, comment, version, owner }: FixWish) => {
  if (what === "adopt") return (await adoptCase(ctx, { id })).status;
  if (what === "ask") return (await askCase(ctx, { id })).status;
  if (what === "reopen") return (await reopenCase(ctx, { id })).status;
  if (what === "chargeback") return (await recordChargeback(ctx, { id })).status;
  if (what === "assign") return (await assignCase(ctx, { id, owner_id: owner ?? null })).status;
  return (await acceptCase(ctx, { id, comment: comment ?? "", ...(version === undefined ? {} : { version }) })).status;
});
const compare = commandAction("reconciliation.compare", async (ctx, _input: Record<string, never>) => {
  const { accounts } = await compareNow(ctx, {});
  const ended = accounts.map(({ answer }) => answer);
  const ids = ended.map(({ runId }) => runId);
  const runs = (await listRuns(ctx, 50)).data.filter(({ id }) => ids.includes(id));
  return {
    opened: runs.reduce((sum, { opened }) => sum + opened, 0),
    running: ended.some(({ kind }) => kind === "running"),
    incomplete: ended.some((answer) => answer.kind === "ended" && answer.status === "incomplete"),
  };
});
const plan = merchantAction((ctx, input: StatementWish) => planStatement(ctx, input));
const bring = commandAction("reconciliation.statement", (ctx, input: StatementWish) => importStatement(ctx, input));

export async function fixCaseAction(slug: string, command: string, input: FixWish) {
  return fix(slug, command, input);
}

export async function compareNowAction(slug: string, command: string) {
  return compare(slug, command, {});
}

export async function planStatementAction(slug: string, input: StatementWish) {
  return plan(slug, input);
}

export async function importStatementAction(slug: string, command: string, input: StatementWish) {
  return bring(slug, command, input);
}
