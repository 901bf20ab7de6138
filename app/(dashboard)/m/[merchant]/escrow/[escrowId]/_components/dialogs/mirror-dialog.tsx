"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useCaseAction } from "@/app/_components/escrow/use-case-action";
import { FormDialog } from "@/app/_components/form-dialog";
import { TextArea } from "@/app/_components/ui/fields/text-field";
import { useNotify } from "@/app/_components/ui/overlays/toast";
import { mirrorAction } from "../../actions";
import type { MirrorStep } from "../side/mirror-steps";
import type { CaseDialogProps } from "./case-dialog";

/** A person's word about what the provider was told, with where they know it from. */
export function MirrorDialog({ slug, escrow, step, onClose }: CaseDialogProps & { step: MirrorStep }) {
  const t = useTranslations("escrow-mirror");
  const notify = useNotify();
  const [note, setNote] = useState("");
  const [asked, setAsked] = useState(false);
  const { run, busy, refusal } = useCaseAction(slug);
  const hasNote = note.trim() !== "";
  const submit = () => {
    setAsked(true);
    if (!hasNote) return;
    const wish = { id: escrow.id, step: step === "second" ? ("again" as const) : step, note: note.trim() };
    run(
      (command) => mirrorAction(slug, command, wish),
      () => {
        onClose();
        notify(t("saved"));
      },
    );
  };
  return (
    <FormDialog
      id="case-mirror"
      title={t(`step.${step}.act`)}
      text={t(`step.${step}.means`)}
      confirm={t(`step.${step}.confirm`)}
      tone={step === "cancel" ? "danger" : "primary"}
      busy={busy}
      refusal={refusal}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextArea
        id="mirror-note"
        label={t("note")}
        hint={t("note_hint")}
        errors={asked && !hasNote ? [t("note_needed")] : undefined}
        value={note}
        maxLength={500}
        onChange={(event) => setNote(event.target.value)}
      />
    </FormDialog>
  );
}
