import "server-only";
import { and, asc, desc, eq, gt, lt, lte, or, type SQL, sql } from "drizzle-orm";
import { providerAccounts } from "@/db/schema/merchants";
import { reconciliationCases, reconciliationRuns } from "@/db/schema/reconciliation/cases";
import { withMerchant } from "@/db/tenancy";
import { AppError } from "@/lib/kernel/errors";
import { toJsonInteger } from "@/lib/kernel/money";
import type { Context } from "@/lib/runtime/context";
import { type Board, CaseDto, type CaseFilter, RunDto } from "./schemas";

type CasePage = { object: "list"; data: CaseDto[]; has_more: boolean };

function visible(ctx: Context): SQL | undefined {
  if (!ctx.permissions.includes("reconciliation:read"))
    throw new AppError("forbidden", "reconciliation:read is needed");
  return and(eq(reconciliationCases.merchantId, ctx.merchantId), eq(reconciliationCases.mode, ctx.mode));
}

function toCaseDto(row: typeof reconciliationCases.$inferSelect): CaseDto {
  return CaseDto.parse({
    id: row.id,
    object: "reconciliation_case",
    mode: row.mode,
    created_at: row.firstSeen.toISOString(),
    last_seen_at: row.lastSeen.toISOString(),
    status: row.status,
    reason: row.reason,
    source: row.source,
    provider_account_id: row.providerAccountId,
    subject_kind: row.subjectKind,
    subject_id: row.subjectId,
    payment_id: row.paymentId,
    day: row.day,
    ours: row.ours,
    theirs: row.theirs,
    bank: row.bank,
    amount_at_risk: toJsonInteger(row.amountAtRisk),
    currency: row.currency,
    resolution: row.resolution,
    comment: row.comment,
    decided_by: row.decidedBy,
    decided_at: row.decidedAt?.toISOString() ?? null,
    owner_id: row.ownerId,
    version: row.version,
  });
}

/** @throws AppError forbidden, not_found (also for another merchant's id and the other mode) */
export async function getCase(ctx: Context, id: string): Promise<CaseDto> {
  const where = and(visible(ctx), eq(reconciliationCases.id, id));
  const [row] = await withMerchant(ctx.merchantId, (tx) => tx.select().from(reconciliationCases).where(where));
  if (!row) throw new AppError("not_found", "no such difference");
  return toCaseDto(row);
}

/** Most money at risk first; keyset paging. @throws AppError forbidden, not_found for an unknown `starting_after` */
export async function listCases(ctx: Context, filter: CaseFilter): Promise<CasePage> {
  const seen = visible(ctx);
  const c = reconciliationCases;
  const after = filter.starting_after === undefined ? undefined : await getCase(ctx, filter.starting_after);
  const rows = await withMerchant(ctx.merchantId, (tx) =>
    tx
      .select()
      .from(c)
      .where(
        and(
          seen,
          filter.status === "all" ? undefined : eq(c.status, filter.status),
          filter.reason === undefined ? undefined : eq(c.reason, filter.reason),
          filter.provider_account_id === undefined ? undefined : eq(c.providerAccountId, filter.provider_account_id),
          after === undefined
            ? undefined
            : // The first half alone is what the index begins at: one order down, the other up.
              and(
                lte(c.amountAtRisk, BigInt(after.amount_at_risk)),
                or(lt(c.amountAtRisk, BigInt(after.amount_at_risk)), gt(c.id, after.id)),
              ),
        ),
      )
      .orderBy(desc(c.amountAtRisk), asc(c.id))
      .limit(filter.limit + 1),
  );
  return { object: "list", data: rows.slice(0, filter.limit).map(toCaseDto), has_more: rows.length > filter.limit };
}

const AGES = [1, 3, 7] as const;

/** Everything that stands open, counted. @throws AppError forbidden */
export async function getBoard(ctx: Context): Promise<Board> {
  const seen = visible(ctx);
  const c = reconciliationCases;
  return withMerchant(ctx.merchantId, async (tx) => {
    const open = and(seen, eq(c.status, "open"));
    const age = sql<number>`case ${sql.join(
      AGES.map((days) => sql`when ${c.firstSeen} > vezne_now() - ${days} * interval '1 day' then ${days}::int`),
      sql` `,
    )} else 0 end`;
    const figures = { count: sql<number>`count(*)::int`, atRisk: sql<string>`coalesce(sum(${c.amountAtRisk}), 0)` };
    const ages = await tx
      .select({ age, ...figures })
      .from(c)
      .where(open)
      .groupBy(sql`1`);
    const reasons = await tx
      .select({ reason: c.reason, ...figures })
      .from(c)
      .where(open)
      .groupBy(c.reason)
      .orderBy(c.reason);
    const accounts = await tx
      .select({ id: providerAccounts.id, label: providerAccounts.label, provider: providerAccounts.provider })
      .from(providerAccounts)
      .where(and(eq(providerAccounts.merchantId, ctx.merchantId), eq(providerAccounts.mode, ctx.mode)))
      .orderBy(providerAccounts.label);
    const of = (days: number) => ages.find((row) => row.age === days);
    return {
      open: reasons.reduce((sum, { count }) => sum + count, 0),
      at_risk: reasons.reduce((sum, { atRisk }) => sum + Number(atRisk), 0),
      ages: [...AGES, 0].map((days) => ({
        up_to: days === 0 ? null : days,
        count: of(days)?.count ?? 0,
        at_risk: Number(of(days)?.atRisk ?? 0),
      })),
      reasons: reasons.map(({ reason, count, atRisk }) => ({ reason, count, at_risk: Number(atRisk) })),
      accounts,
    };
  });
}

/** The newest comparisons. @throws AppError forbidden */
export async function listRuns(ctx: Context, limit = 10): Promise<{ object: "list"; data: RunDto[] }> {
  visible(ctx);
  const r = reconciliationRuns;
  const rows = await withMerchant(ctx.merchantId, (tx) =>
    tx
      .select({ run: r, label: providerAccounts.label })
      .from(r)
      .innerJoin(
        providerAccounts,
        and(eq(providerAccounts.merchantId, r.merchantId), eq(providerAccounts.id, r.providerAccountId)),
      )
      .where(and(eq(r.merchantId, ctx.merchantId), eq(r.mode, ctx.mode)))
      .orderBy(desc(r.startedAt), desc(r.id))
      .limit(limit),
  );
  const data = rows.map(({ run, label }) =>
    RunDto.parse({
      id: run.id,
      object: "reconciliation_run",
      mode: run.mode,
      created_at: run.startedAt.toISOString(),
      ended_at: run.endedAt?.toISOString() ?? null,
      provider_account_id: run.providerAccountId,
      account: label,
      kind: run.kind,
      day_from: run.dayFrom,
      day_to: run.dayTo,
      status: run.status,
      why: run.why,
      read: run.read,
      found: run.found,
      opened: run.opened,
      resolved: run.resolved,
    }),
  );
  return { object: "list", data };
}
