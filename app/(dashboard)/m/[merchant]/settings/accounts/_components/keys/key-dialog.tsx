"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Icon } from "@/app/_components/icons";
import { RefusalNote } from "@/app/_components/refunds/refusal-note";
import { Button } from "@/app/_components/ui/button";
import { Checkbox } from "@/app/_components/ui/fields/checkbox";
import { Dialog } from "@/app/_components/ui/overlays/dialog";
import type { Asked } from "./use-account-action";

type KeyDialogProps = {
  id: string;
  title: string;
  text: string;
  action: string;
  asked: Asked;
  busy: boolean;
  /** The owner's word for keys that could not be tried; absent where nothing is tried. */
  word?: { given: boolean; give: (given: boolean) => void };
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
};

/** The frame of every dialog about an account: fields, what the last answer said, and the one button. */
export function KeyDialog({ id, title, text, action, asked, busy, word, onSubmit, onClose, children }: KeyDialogProps) {
  const t = useTranslations("accounts.keys");
  const common = useTranslations("common");
  const needsWord = asked.unproven || word?.given === true;
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={title}
      closeLabel={common("close")}
      foot={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button tone="primary" type="submit" form={id} busy={busy}>
            {busy && word ? t("trying") : action}
          </Button>
        </>
      }
    >
      <p className="text-ink-2">{text}</p>
      <form
        id={id}
        noValidate
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit();
        }}
      >
        {children}
      </form>
      {asked.unproven ? null : <RefusalNote text={asked.refusal} />}
      {word && needsWord ? (
        <div className="note note-wait" role="alert">
          <Icon name="alert" />
          <div className="grid gap-2">
            <p>{t("refused.keys_unproven")}</p>
            <Checkbox
              label={t("store_unproven")}
              checked={word.given}
              onChange={(event) => word.give(event.target.checked)}
            />
          </div>
        </div>
      ) : null}
    </Dialog>
  );
}
