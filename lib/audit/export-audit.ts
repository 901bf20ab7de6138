import "server-only";
import { csvLine } from "@/lib/kernel/csv";
import { AppError } from "@/lib/kernel/errors";
import type { Context } from "@/lib/runtime/context";
import { listAudit } from "./queries";
import { recordExport } from "./repository";
import type { AuditFilter, AuditRow } from "./schemas";

const PAGE = 1_000;
const COLUMNS = [
  "id",
  "at",
  "actor_kind",
  "actor_id",
  "actor_name",
  "action",
  "subject_kind",
  "subject_id",
  "payment_id",
  "paylink_id",
  "from_status",
  "to_status",
] as const satisfies readonly (keyof AuditRow)[];

const lineOf = (row: AuditRow): string => csvLine([...COLUMNS.map((name) => row[name]), JSON.stringify(row.data)]);

async function* pages(ctx: Context, filter: AuditFilter): AsyncGenerator<string> {
  // A spreadsheet takes the mark as "this is UTF-8".
  yield `\uFEFF${csvLine([...COLUMNS, "data"])}`;
  let after = filter.after;
  for (;;) {
    const page = await listAudit(ctx, { ...filter, limit: PAGE, ...(after === undefined ? {} : { after }) });
    if (page.data.length > 0) yield page.data.map(lineOf).join("");
    if (!page.has_more) return;
    after = page.data.at(-1)?.id;
  }
}

/**
 * The log that matches as CSV, a page at a time; that it was taken is itself written to the log.
 * @throws AppError forbidden without `audit:read` and `exports:run`
 */
export async function exportAudit(ctx: Context, filter: AuditFilter): Promise<AsyncGenerator<string>> {
  for (const permission of ["audit:read", "exports:run"] as const) {
    if (!ctx.permissions.includes(permission)) throw new AppError("forbidden", `${permission} is needed`);
  }
  await recordExport(ctx, filter);
  return pages(ctx, filter);
}
