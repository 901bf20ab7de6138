"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useCaseAction } from "@/app/_components/escrow/use-case-action";
import { FormDialog } from "@/app/_components/form-dialog";
import { Select } from "@/app/_components/ui/fields/select";
import { TextField } from "@/app/_components/ui/fields/text-field";
import { useNotify } from "@/app/_components/ui/overlays/toast";
import type { DisputeView } from "@/lib/escrow/desk/escrow-view";
import { assignDisputeAction } from "../actions";
import { instantOf, localOf } from "./deadline-text";

type AssignDialogProps = {
  slug: string;
  dispute: DisputeView;
  team: readonly { id: string; name: string }[];
  onClose: () => void;
};

/** Who answers it, and by when. */
export function AssignDialog({ slug, dispute, team, onClose }: AssignDialogProps) {
  const t = useTranslations("escrow.disputes");
  const words = useTranslations("escrow.dialog");
  const common = useTranslations("common");
  const notify = useNotify();
  const [owner, setOwner] = useState(dispute.owner_id ?? "");
  const [deadline, setDeadline] = useState(localOf(dispute.deadline_at));
  const { run, busy, refusal } = useCaseAction(slug);
  const submit = () =>
    run(
      (command) =>
        assignDisputeAction(slug, command, {
          id: dispute.id,
          owner_id: owner === "" ? null : owner,
          deadline_at: instantOf(deadline) ?? null,
        }),
      () => {
        onClose();
        notify(t("assigned"));
      },
    );
  return (
    <FormDialog
      id="assign-dispute"
      title={t("assign_title")}
      confirm={t("assign_confirm")}
      busy={busy}
      refusal={refusal}
      onSubmit={submit}
      onClose={onClose}
    >
      <Select
        id="dispute-owner"
        label={words("owner")}
        value={owner}
        onChange={(event) => setOwner(event.target.value)}
        options={[{ value: "", label: words("nobody") }, ...team.map(({ id, name }) => ({ value: id, label: name }))]}
      />
      <TextField
        id="dispute-deadline"
        type="datetime-local"
        label={t("deadline")}
        optional={common("optional")}
        value={deadline}
        onChange={(event) => setDeadline(event.target.value)}
      />
    </FormDialog>
  );
}
