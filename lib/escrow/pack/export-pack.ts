import "server-only";
import { AppError } from "@/lib/kernel/errors";
import { journalsOfPayment } from "@/lib/ledger/journals.queries";
import { getPayment } from "@/lib/payments/queries";
import type { PaymentDto } from "@/lib/payments/schemas";
import type { Context } from "@/lib/runtime/context";
import { getEscrow } from "../desk/queries";
import type { EscrowDto } from "../schemas";
import { jsonFile, type PackFiles, writePack } from "./archive";
import { packReceipt } from "./pack-receipt";
import { type PackRows, readPackRows, recordPack } from "./repository";

export type EvidencePack = { name: string; bytes: Uint8Array; manifestHash: string };

const ATTEMPTS = 4;
const EXTENSIONS: Record<string, string> = {
  "image/jpeg": "jpg",
  "image/png": "png",
  "image/webp": "webp",
  "application/pdf": "pdf",
};

const instant = (at: Date | null) => at?.toISOString() ?? null;

const threeD = ({ tries }: PackRows) =>
  tries.map((row) => ({
    id: row.id,
    status: row.status,
    provider: row.provider,
    provider_reference: row.providerReference,
    provider_transaction_id: row.providerTransactionId,
    /** Null for a try on the provider's own page: there it asks the bank itself. */
    card_entry: row.cardEntry,
    charge_by: row.chargeBy,
    card: row.card,
    decline: row.decline,
    installments: row.installments,
    started_at: row.startedAt.toISOString(),
    ended_at: instant(row.endedAt),
  }));

const timeline = ({ log }: PackRows) =>
  log.map((row) => ({
    row: row.seq.toString(),
    at: row.at.toISOString(),
    actor: { kind: row.actorKind, id: row.actorId },
    action: row.action,
    subject: { kind: row.subjectKind, id: row.subjectId },
    from: row.fromStatus,
    to: row.toStatus,
    data: row.data,
  }));

const objections = ({ objections: rows }: PackRows) =>
  rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    status: row.status,
    because: row.because,
    reason: row.reason,
    amount: row.amount.toString(),
    from_held: row.fromHeld.toString(),
    from_released: row.fromReleased.toString(),
    provider_reference: row.providerReference,
    opened_by: row.openedBy,
    outcome: row.outcome,
    deadline_at: instant(row.deadlineAt),
    created_at: row.createdAt.toISOString(),
    ended_at: instant(row.endedAt),
  }));

type Case = { account: EscrowDto; payment: PaymentDto; rows: PackRows; journals: unknown };

async function readCase(ctx: Context, id: string): Promise<Case> {
  const account = await getEscrow(ctx, id);
  const payment = await getPayment(ctx, account.payment_id);
  const hashes = account.evidence.flatMap(({ file }) => (file === null ? [] : [file.sha256]));
  const rows = await readPackRows(ctx, { paymentId: payment.id, paylinkId: payment.paylink_id, hashes });
  return { account, payment, rows, journals: await journalsOfPayment(ctx, payment.id) };
}

const placeOf = ({ account, rows }: Case) => `${account.version} ${rows.log.at(-1)?.seq ?? 0n}`;

/** The case as it stood at one moment: read again while somebody changes it. @throws AppError conflict when it never stands still */
async function standingCase(ctx: Context, id: string): Promise<Case> {
  let seen = await readCase(ctx, id);
  for (let attempt = 1; attempt < ATTEMPTS; attempt += 1) {
    const again = await readCase(ctx, id);
    if (placeOf(again) === placeOf(seen)) return again;
    seen = again;
  }
  throw new AppError("conflict", "the case is changing; ask again in a moment", { reason: "case_changed" });
}

async function filesOf({ account, payment, rows, journals }: Case): Promise<PackFiles> {
  const { evidence, requests, terms, owner_id: _owner, ...head } = account;
  if (payment.paid_at === null || account.held_at === null || rows.merchant === undefined) {
    throw new AppError("invalid_state", "nothing was held yet", { reason: `escrow_is_${account.status}` });
  }
  const byTime = [...requests].sort((a, b) => `${a.created_at}${a.id}`.localeCompare(`${b.created_at}${b.id}`));
  return {
    "receipt.pdf": await packReceipt(payment, rows.merchant, new Date(payment.paid_at)),
    "account.json": jsonFile(head),
    "payment.json": jsonFile(payment),
    "three-d.json": jsonFile(threeD(rows)),
    "terms.json": jsonFile(terms),
    "timeline.json": jsonFile(timeline(rows)),
    "requests.json": jsonFile(byTime),
    "disputes.json": jsonFile(objections(rows)),
    "evidence.json": jsonFile(evidence),
    "journals.json": jsonFile(journals),
    ...Object.fromEntries(
      rows.files.map(({ sha256, mediaType, content }) => [
        `files/${sha256}.${EXTENSIONS[mediaType] ?? "bin"}`,
        new Uint8Array(content),
      ]),
    ),
  };
}

/**
 * One file with all that shows what was agreed, paid, delivered and decided in a case; the same case gives the same
 * bytes. That it was taken is written to the log with the manifest's hash, which is what a copy is later held against.
 * @throws AppError forbidden, not_found, invalid_state (nothing was held yet), conflict while the case changes
 */
export async function exportEvidencePack(ctx: Context, id: string): Promise<EvidencePack> {
  const known = await standingCase(ctx, id);
  const { account, payment, rows } = known;
  const last = rows.log.at(-1);
  const head = {
    mode: account.mode,
    escrow_id: account.id,
    payment_id: payment.id,
    as_of: {
      version: account.version,
      audit_row: last?.seq.toString() ?? "",
      audit_at: last?.at.toISOString() ?? "",
    },
    contact: ctx.permissions.includes("contact:read-full") ? ("full" as const) : ("masked" as const),
  };
  const { bytes, manifestHash } = writePack(head, await filesOf(known));
  await recordPack(ctx, { escrowId: account.id, paymentId: payment.id, manifestHash, version: account.version });
  return { name: `${account.id}-v${account.version}.zip`, bytes, manifestHash };
}
