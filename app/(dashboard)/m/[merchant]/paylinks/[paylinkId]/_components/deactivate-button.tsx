"use client";

import { useQueryClient } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useLocale, useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Icon } from "@/app/_components/icons";
import { Button } from "@/app/_components/ui/button";
import { useNotify } from "@/app/_components/ui/overlays/toast";
import { queryKeys } from "@/app/_lib/query-keys";
import { formatMoney } from "@/lib/kernel/format-money";
import type { MoneyLocale } from "@/lib/kernel/parse-money";
import type { PaylinkView } from "@/lib/paylinks/schemas";
import { deactivatePaylinkAction } from "../actions";

const Dialog = dynamic(() => import("@/app/_components/ui/overlays/dialog").then((module) => module.Dialog), {
  ssr: false,
});

type Refused = Exclude<Awaited<ReturnType<typeof deactivatePaylinkAction>>, { kind: "ok" }>;

/** Undefined is a lost answer: the link may be closed. */
function useRefusalText(): (refused: Refused | undefined) => string {
  const t = useTranslations("paylink");
  return (refused) => {
    if (refused === undefined) return t("refused.lost");
    const { code, requestId } = refused.kind === "error" ? refused : { code: "invalid_state", requestId: "–" };
    return t.has(`refused.${code}`) ? t(`refused.${code}`) : t("refused.other", { code: requestId });
  };
}

/** A disabled button says why beside it; the danger fill lives only inside the confirmation. */
export function DeactivateButton({ slug, link }: { slug: string; link: PaylinkView }) {
  const t = useTranslations("paylink");
  const common = useTranslations("common");
  const locale = useLocale() as MoneyLocale;
  const client = useQueryClient();
  const notify = useNotify();
  const refusalText = useRefusalText();
  const [open, setOpen] = useState(false);
  const [refusal, setRefusal] = useState<string | undefined>();
  const [busy, startTransition] = useTransition();
  const { allowed, reason } = link.allowed_actions.deactivate;
  const amount = formatMoney(BigInt(link.amount), link.currency, locale);

  const confirm = () =>
    startTransition(async () => {
      // Asking to close a link twice is asking once, so a lost answer may simply be asked again.
      const result = await deactivatePaylinkAction(slug, link.id).catch(() => undefined);
      await client.invalidateQueries({ queryKey: queryKeys.topic(slug, "paylink") });
      if (result?.kind !== "ok") {
        setRefusal(refusalText(result));
        return;
      }
      setOpen(false);
      notify(t("deactivated"));
    });

  if (!allowed && reason !== "not_permitted") return null;
  return (
    <>
      {allowed ? null : <span className="hint">{t("refused.forbidden")}</span>}
      <Button tone="caution" disabled={!allowed} onClick={() => setOpen(true)}>
        {t("deactivate")}
      </Button>
      {open ? (
        <Dialog
          open={open}
          onOpenChange={setOpen}
          title={t("deactivate_dialog.title")}
          closeLabel={common("close")}
          foot={
            <>
              <Button onClick={() => setOpen(false)}>{t("deactivate_dialog.keep")}</Button>
              <Button tone="danger" busy={busy} onClick={confirm}>
                {t("deactivate_dialog.confirm", { amount })}
              </Button>
            </>
          }
        >
          <p>{t("deactivate_dialog.text", { amount })}</p>
          {refusal ? (
            <p className="note note-fail" role="alert">
              <Icon name="alert" />
              <span>{refusal}</span>
            </p>
          ) : null}
        </Dialog>
      ) : null}
    </>
  );
}
