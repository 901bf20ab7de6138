"use client";

import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { RefusalNote } from "@/app/_components/refunds/refusal-note";
import { Button } from "@/app/_components/ui/button";
import { useNotify } from "@/app/_components/ui/overlays/toast";
import { endRuleAction } from "../actions";

const Dialog = dynamic(() => import("@/app/_components/ui/overlays/dialog").then((module) => module.Dialog), {
  ssr: false,
});

/** A rule is ended, never changed: what decided an old payment stays readable. */
export function EndRuleButton({ slug, id, sentence }: { slug: string; id: string; sentence: string }) {
  const t = useTranslations("routing");
  const common = useTranslations("common");
  const notify = useNotify();
  const [open, setOpen] = useState(false);
  const [refusal, setRefusal] = useState<string | undefined>();
  const [busy, startTransition] = useTransition();
  const show = (isOpen: boolean) => {
    setRefusal(undefined);
    setOpen(isOpen);
  };
  const confirm = () =>
    startTransition(async () => {
      const answer = await endRuleAction(slug, id).catch(() => undefined);
      if (answer?.kind === "ok") {
        setOpen(false);
        notify(t("ended_now"));
      } else setRefusal(answer?.kind === "error" ? t("failed_end", { code: answer.requestId }) : t("lost"));
    });
  return (
    <>
      <Button size="sm" tone="caution" onClick={() => show(true)}>
        {t("end")}
      </Button>
      {open ? (
        <Dialog
          open={open}
          onOpenChange={show}
          title={t("end_dialog.title")}
          closeLabel={common("close")}
          foot={
            <>
              <Button onClick={() => show(false)}>{common("cancel")}</Button>
              <Button tone="danger" busy={busy} onClick={confirm}>
                {t("end_dialog.confirm")}
              </Button>
            </>
          }
        >
          <p className="font-medium">{sentence}</p>
          <p>{t("end_dialog.text")}</p>
          <RefusalNote text={refusal} />
        </Dialog>
      ) : null}
    </>
  );
}
