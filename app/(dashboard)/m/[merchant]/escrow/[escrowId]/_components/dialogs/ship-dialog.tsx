"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useCaseAction } from "@/app/_components/escrow/use-case-action";
import { FormDialog } from "@/app/_components/form-dialog";
import { TextField } from "@/app/_components/ui/fields/text-field";
import { useNotify } from "@/app/_components/ui/overlays/toast";
import { shipAction } from "../../actions";
import type { CaseDialogProps } from "./case-dialog";

const SHORTEST = 3;

export function ShipDialog({ slug, escrow, onClose }: CaseDialogProps) {
  const t = useTranslations("escrow");
  const notify = useNotify();
  const [carrier, setCarrier] = useState("");
  const [number, setNumber] = useState("");
  const [asked, setAsked] = useState(false);
  const { run, busy, refusal } = useCaseAction(slug);
  const hasCarrier = carrier.trim() !== "";
  const hasNumber = number.trim().length >= SHORTEST;
  const needed = (has: boolean) => (asked && !has ? [t("dialog.needed")] : undefined);
  const submit = () => {
    setAsked(true);
    if (!hasCarrier || !hasNumber) return;
    run(
      (command) => shipAction(slug, command, { id: escrow.id, carrier: carrier.trim(), tracking_no: number.trim() }),
      () => {
        onClose();
        notify(t("done.ship"));
      },
    );
  };
  return (
    <FormDialog
      id="case-ship"
      title={t("action.ship")}
      text={t("dialog.ship_text")}
      confirm={t("dialog.ship")}
      busy={busy}
      refusal={refusal}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField
        id="ship-carrier"
        label={t("dialog.carrier")}
        errors={needed(hasCarrier)}
        value={carrier}
        maxLength={60}
        onChange={(event) => setCarrier(event.target.value)}
      />
      <TextField
        id="ship-number"
        label={t("dialog.tracking")}
        errors={needed(hasNumber)}
        value={number}
        maxLength={60}
        autoComplete="off"
        onChange={(event) => setNumber(event.target.value)}
      />
    </FormDialog>
  );
}
