"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useCaseAction } from "@/app/_components/escrow/use-case-action";
import { FormDialog } from "@/app/_components/form-dialog";
import { Select } from "@/app/_components/ui/fields/select";
import { useNotify } from "@/app/_components/ui/overlays/toast";
import { assignAction } from "../../actions";
import type { CaseDialogProps } from "./case-dialog";

export function OwnerDialog({ slug, escrow, onClose }: CaseDialogProps) {
  const t = useTranslations("escrow");
  const notify = useNotify();
  const [owner, setOwner] = useState(escrow.owner_id ?? "");
  const { run, busy, refusal } = useCaseAction(slug);
  const submit = () =>
    run(
      (command) => assignAction(slug, command, { id: escrow.id, owner_id: owner === "" ? null : owner }),
      () => {
        onClose();
        notify(t("done.assign"));
      },
    );
  return (
    <FormDialog
      id="case-owner"
      title={t("action.assign")}
      confirm={t("dialog.assign")}
      busy={busy}
      refusal={refusal}
      onSubmit={submit}
      onClose={onClose}
    >
      <Select
        id="case-owner-choice"
        label={t("dialog.owner")}
        value={owner}
        onChange={(event) => setOwner(event.target.value)}
        options={[
          { value: "", label: t("dialog.nobody") },
          ...escrow.team.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
    </FormDialog>
  );
}
