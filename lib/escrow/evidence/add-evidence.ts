import "server-only";
import { wakeDashboards } from "@/lib/jobs/wake-workers";
import { AppError } from "@/lib/kernel/errors";
import { actorRecord } from "@/lib/runtime/context";
import { runCommand } from "@/lib/runtime/run-command";
import { defineUseCase, type Scope } from "@/lib/runtime/use-case";
import { getEscrow } from "../desk/queries";
import { AddEvidenceInput, ConfirmDeliveryInput, type EscrowDto, type EvidenceFields, ShipInput } from "../schemas";
import { type EvidenceFile, readEvidenceFile } from "./read-file";
import { storeEvidenceFile } from "./repository";

type Says = { delivered: boolean; shipped: boolean };
type Row = { kind: string; data: Record<string, string | boolean>; file?: EvidenceFile };

/** One row of evidence for what was written, one for every file. The strongest kind names the first. */
function rowsOf(
  { note, carrier, tracking_no, serial }: EvidenceFields,
  files: EvidenceFile[],
  expected: string | null,
) {
  const data: Record<string, string | boolean> = {
    ...(note === undefined ? {} : { note }),
    ...(carrier === undefined ? {} : { carrier }),
    ...(tracking_no === undefined ? {} : { tracking_no }),
    ...(serial === undefined ? {} : { serial }),
    ...(serial === undefined || expected === null ? {} : { serial_matches: sameSerial(serial, expected) }),
  };
  const written: Row[] = [];
  if (Object.keys(data).length > 0) written.push({ kind: kindOf({ serial, tracking_no }), data });
  return [
    ...written,
    ...files.map(
      (file): Row => ({ kind: file.mediaType === "application/pdf" ? "document" : "photo", data: {}, file }),
    ),
  ];
}

function kindOf({ serial, tracking_no }: { serial: string | undefined; tracking_no: string | undefined }): string {
  if (serial !== undefined) return "serial";
  return tracking_no === undefined ? "note" : "tracking";
}

const sameSerial = (a: string, b: string) =>
  a.replace(/[\s-]/g, "").toUpperCase() === b.replace(/[\s-]/g, "").toUpperCase();

async function store(
  scope: Scope,
  escrowId: string,
  row: Row,
  { says, part }: { says: Says; part: string },
): Promise<void> {
  if (row.file !== undefined) await storeEvidenceFile(scope, row.file);
  const [answered] = await runCommand<{ answer: { result: string; status?: string } }>("vezne_app", "add_evidence", {
    merchant_id: scope.merchantId,
    mode: scope.mode,
    escrow_id: escrowId,
    kind: row.kind,
    data: row.data,
    file_hash: row.file?.sha256 ?? null,
    file_name: row.file?.name ?? null,
    says_delivered: says.delivered,
    says_shipped: says.shipped,
    actor: actorRecord(scope.actor),
    new_evidence_id: scope.commandId("evidence", part),
  });
  if (answered?.answer.result === "wrong_state") {
    throw new AppError("invalid_state", "nothing is held yet", { reason: `escrow_is_${answered.answer.status}` });
  }
}

async function addAll(scope: Scope, id: string, evidence: EvidenceFields, says: Says): Promise<EscrowDto> {
  const { terms } = await getEscrow(scope, id);
  const files = await Promise.all(
    evidence.files.map(({ name, content_base64 }, index) =>
      readEvidenceFile(name, Buffer.from(content_base64, "base64"), `evidence.files.${index}`),
    ),
  );
  const rows = rowsOf(evidence, files, terms.serial);
  // Another thing arrived than was sold: kept as evidence, but it confirms nothing.
  const isWrongThing = rows.some(({ data }) => data.serial_matches === false);
  for (const [index, row] of rows.entries()) {
    const delivered = says.delivered && !isWrongThing;
    await store(scope, id, row, { says: { ...says, delivered }, part: String(index) });
  }
  wakeDashboards();
  if (isWrongThing && says.delivered) {
    throw new AppError("invalid_state", "the serial number is not the one that was sold; it is kept as evidence", {
      reason: "serial_does_not_match",
    });
  }
  return getEscrow(scope, id);
}

/**
 * Says that the goods arrived, with what shows it. The clock to ship stops; releasing is then one person's below the limit.
 * @throws AppError not_found, invalid_input (files), invalid_state (nothing held; another serial number than was sold)
 */
export const confirmDelivery = defineUseCase({
  name: "escrow.confirm-delivery",
  permission: "escrow:write",
  input: ConfirmDeliveryInput,
  run: (scope, { id, evidence }) => addAll(scope, id, evidence, { delivered: true, shipped: true }),
});

/** Adds papers, photos or words to a case without saying that it arrived. @throws AppError as confirmDelivery */
export const addEvidence = defineUseCase({
  name: "escrow.add-evidence",
  permission: "escrow:write",
  input: AddEvidenceInput,
  run: (scope, { id, evidence }) => addAll(scope, id, evidence, { delivered: false, shipped: false }),
});

/** The parcel is on its way: the clock to ship stops. @throws AppError as confirmDelivery */
export const markShipped = defineUseCase({
  name: "escrow.ship",
  permission: "escrow:write",
  input: ShipInput,
  run: (scope, { id, carrier, tracking_no }) =>
    addAll(scope, id, { carrier, tracking_no, files: [] }, { delivered: false, shipped: true }),
});
