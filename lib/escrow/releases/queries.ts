import "server-only";
import { and, eq } from "drizzle-orm";
import { escrowReleases } from "@/db/schema/escrow/accounts";
import { withMerchant } from "@/db/tenancy";
import { AppError } from "@/lib/kernel/errors";
import type { Context } from "@/lib/runtime/context";
import { CaseSnapshot } from "./changes";

/**
 * What the requester of a release saw when asking for it; amounts in minor units.
 * @throws AppError forbidden, not_found (also for another merchant's id and the other mode)
 */
export async function getReleaseSnapshot(ctx: Context, id: string): Promise<CaseSnapshot> {
  if (!ctx.permissions.includes("escrow:read")) throw new AppError("forbidden", "escrow:read is needed");
  const [row] = await withMerchant(ctx.merchantId, (tx) =>
    tx
      .select({ snapshot: escrowReleases.snapshot })
      .from(escrowReleases)
      .where(
        and(
          eq(escrowReleases.merchantId, ctx.merchantId),
          eq(escrowReleases.mode, ctx.mode),
          eq(escrowReleases.id, id),
        ),
      ),
  );
  if (!row) throw new AppError("not_found", "no such release");
  return CaseSnapshot.parse(row.snapshot);
}
