import "server-only";
import { and, asc, eq, inArray, ne, or, sql } from "drizzle-orm";
import { disputes } from "@/db/schema/escrow/disputes";
import { evidenceFiles } from "@/db/schema/escrow/files";
import { merchants } from "@/db/schema/merchants";
import { attempts } from "@/db/schema/payments";
import { auditLog } from "@/db/schema/records";
import { transact, withMerchant } from "@/db/tenancy";
import { actorRecord, type Context } from "@/lib/runtime/context";

/** The log's line of an export is no part of any pack: taking one changes none. */
const EXPORTED = "escrow.pack_exported";

export type PackOf = { paymentId: string; paylinkId: string | null; hashes: readonly string[] };

/** What stands behind a case beside its own document, in an order that never changes. */
export async function readPackRows(ctx: Context, { paymentId, paylinkId, hashes }: PackOf) {
  const { merchantId } = ctx;
  const ofLink =
    paylinkId === null ? undefined : and(eq(auditLog.paylinkId, paylinkId), eq(auditLog.subjectKind, "paylink"));
  return withMerchant(merchantId, async (tx) => {
    const [merchant] = await tx
      .select({ name: merchants.name, phone: merchants.phone, descriptor: merchants.descriptor })
      .from(merchants)
      .where(eq(merchants.merchantId, merchantId));
    const log = await tx
      .select()
      .from(auditLog)
      .where(
        and(
          eq(auditLog.merchantId, merchantId),
          or(eq(auditLog.paymentId, paymentId), ofLink),
          ne(auditLog.action, EXPORTED),
        ),
      )
      .orderBy(asc(auditLog.seq));
    const tries = await tx
      .select()
      .from(attempts)
      .where(and(eq(attempts.merchantId, merchantId), eq(attempts.paymentId, paymentId)))
      .orderBy(asc(attempts.startedAt), asc(attempts.id));
    const objections = await tx
      .select()
      .from(disputes)
      .where(and(eq(disputes.merchantId, merchantId), eq(disputes.paymentId, paymentId)))
      .orderBy(asc(disputes.createdAt), asc(disputes.id));
    const files = await tx
      .select()
      .from(evidenceFiles)
      .where(and(eq(evidenceFiles.merchantId, merchantId), inArray(evidenceFiles.sha256, ["", ...hashes])))
      .orderBy(asc(evidenceFiles.sha256));
    return { merchant, log, tries, objections, files };
  });
}
export type PackRows = Awaited<ReturnType<typeof readPackRows>>;

/** Who took which pack: the manifest's hash in the log is what the file is later held against. */
export async function recordPack(
  ctx: Context,
  pack: { escrowId: string; paymentId: string; manifestHash: string; version: number },
): Promise<void> {
  const actor = JSON.stringify(actorRecord(ctx.actor));
  const data = JSON.stringify({
    manifest_sha256: pack.manifestHash,
    version: pack.version,
    request_id: ctx.requestId,
  });
  await transact(ctx.merchantId, (tx) =>
    tx.execute(sql`select append_audit(${ctx.merchantId}, ${ctx.mode}, ${actor}::jsonb, ${EXPORTED}, 'escrow',
      ${pack.escrowId}, null, ${pack.paymentId}, null, null, ${data}::jsonb)`),
  );
}
