import "server-only";
import { and, eq } from "drizzle-orm";
import { evidenceFiles } from "@/db/schema/escrow/files";
import { withMerchant } from "@/db/tenancy";
import { AppError } from "@/lib/kernel/errors";
import type { Context } from "@/lib/runtime/context";
import type { Scope } from "@/lib/runtime/use-case";
import type { EvidenceFile } from "./read-file";

/** Stores the bytes under their hash; the same bytes again change nothing. */
export async function storeEvidenceFile(scope: Scope, file: EvidenceFile): Promise<void> {
  await scope.transact((tx) =>
    tx
      .insert(evidenceFiles)
      .values({
        merchantId: scope.merchantId,
        sha256: file.sha256,
        mediaType: file.mediaType,
        size: file.content.length,
        content: file.content,
        createdAt: scope.now(),
      })
      .onConflictDoNothing(),
  );
}

/** @throws AppError forbidden, not_found */
export async function getEvidenceFile(ctx: Context, sha256: string): Promise<{ mediaType: string; content: Buffer }> {
  if (!ctx.permissions.includes("escrow:read")) throw new AppError("forbidden", "escrow:read is needed");
  const [file] = await withMerchant(ctx.merchantId, (tx) =>
    tx
      .select({ mediaType: evidenceFiles.mediaType, content: evidenceFiles.content })
      .from(evidenceFiles)
      .where(and(eq(evidenceFiles.merchantId, ctx.merchantId), eq(evidenceFiles.sha256, sha256))),
  );
  if (!file) throw new AppError("not_found", "no such file");
  return file;
}
