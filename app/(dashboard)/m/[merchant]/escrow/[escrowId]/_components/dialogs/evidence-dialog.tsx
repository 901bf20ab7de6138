"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useCaseAction } from "@/app/_components/escrow/use-case-action";
import { FormDialog } from "@/app/_components/form-dialog";
import { RefusalNote } from "@/app/_components/refunds/refusal-note";
import { TextArea, TextField } from "@/app/_components/ui/fields/text-field";
import { useNotify } from "@/app/_components/ui/overlays/toast";
import { postCommand } from "@/app/_lib/api-client";
import { routes } from "@/app/_lib/routes";
import type { CaseDialogProps } from "./case-dialog";
import { FileField } from "./files/file-field";
import { readFiles } from "./files/read-files";

type EvidenceDialogProps = CaseDialogProps & { kind: "confirm_delivery" | "add_evidence" };

/** Words, serial number and files that show a delivery; only the one kind says that it arrived. */
export function EvidenceDialog({ kind, slug, escrow, onClose }: EvidenceDialogProps) {
  const t = useTranslations("escrow");
  const notify = useNotify();
  const [note, setNote] = useState("");
  const [serial, setSerial] = useState("");
  const [files, setFiles] = useState<File[]>([]);
  const [asked, setAsked] = useState(false);
  const { run, busy, refusal } = useCaseAction(slug);
  const isDelivery = kind === "confirm_delivery";
  const isEmpty = note.trim() === "" && serial.trim() === "" && files.length === 0;

  const submit = () => {
    setAsked(true);
    if (isEmpty) return;
    run(
      async (command) =>
        postCommand(routes.api.escrowEvidence(slug, escrow.id), command, {
          says_delivered: isDelivery,
          evidence: {
            ...(note.trim() === "" ? {} : { note: note.trim() }),
            ...(serial.trim() === "" ? {} : { serial: serial.trim() }),
            files: await readFiles(files),
          },
        }),
      () => {
        onClose();
        notify(t(`done.${kind}`));
      },
    );
  };

  return (
    <FormDialog
      id="case-evidence"
      title={t(`action.${kind}`)}
      text={t(isDelivery ? "dialog.delivery_text" : "dialog.evidence_text")}
      confirm={t(`dialog.${kind}`)}
      busy={busy}
      refusal={refusal}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextArea
        id="evidence-note"
        label={t("dialog.note")}
        value={note}
        maxLength={500}
        onChange={(event) => setNote(event.target.value)}
      />
      {isDelivery ? (
        <TextField
          id="evidence-serial"
          label={t("dialog.serial")}
          hint={escrow.terms.serial ? t("dialog.serial_expected", { serial: escrow.terms.serial }) : undefined}
          value={serial}
          maxLength={60}
          autoComplete="off"
          onChange={(event) => setSerial(event.target.value)}
        />
      ) : null}
      <FileField files={files} onChange={setFiles} />
      {asked && isEmpty ? <RefusalNote text={t("dialog.something")} /> : null}
    </FormDialog>
  );
}
