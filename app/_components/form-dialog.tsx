"use client";

import { useTranslations } from "next-intl";
import type { FormEvent, ReactNode } from "react";
import { RefusalNote } from "@/app/_components/refunds/refusal-note";
import { Button, type ButtonTone } from "@/app/_components/ui/button";
import { Dialog } from "@/app/_components/ui/overlays/dialog";

type FormDialogProps = {
  id: string;
  title: string;
  text?: string;
  confirm: string;
  tone?: ButtonTone;
  busy: boolean;
  refusal: string | undefined;
  onSubmit: () => void;
  onClose: () => void;
  children?: ReactNode;
};

/** A question, its fields, and what the answer was if it was a no. The window stays until it is definitely done. */
export function FormDialog({ id, title, text, confirm, tone = "primary", ...props }: FormDialogProps) {
  const common = useTranslations("common");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    props.onSubmit();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : props.onClose())}
      title={title}
      closeLabel={common("close")}
      foot={
        <>
          <Button onClick={props.onClose}>{common("cancel")}</Button>
          <Button type="submit" form={id} tone={tone} busy={props.busy}>
            {confirm}
          </Button>
        </>
      }
    >
      <form id={id} className="grid gap-4" onSubmit={submit} noValidate>
        {text ? <p>{text}</p> : null}
        {props.children}
        <RefusalNote text={props.refusal} />
      </form>
    </Dialog>
  );
}
