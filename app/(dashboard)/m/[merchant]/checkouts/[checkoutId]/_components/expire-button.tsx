"use client";

import { useQueryClient } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useLocale, useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { RefusalNote } from "@/app/_components/refunds/refusal-note";
import { Button } from "@/app/_components/ui/button";
import { useNotify } from "@/app/_components/ui/overlays/toast";
import { queryKeys } from "@/app/_lib/query-keys";
import type { CheckoutView } from "@/lib/checkout/sessions/schemas";
import { formatMoney } from "@/lib/kernel/format-money";
import type { MoneyLocale } from "@/lib/kernel/parse-money";
import { expireCheckoutAction } from "../actions";

const Dialog = dynamic(() => import("@/app/_components/ui/overlays/dialog").then((module) => module.Dialog), {
  ssr: false,
});

type Refused = Exclude<Awaited<ReturnType<typeof expireCheckoutAction>>, { kind: "ok" }>;

/** Undefined is a lost answer: the page may be closed. */
function useRefusalText(): (refused: Refused | undefined) => string {
  const t = useTranslations("checkouts.one.refused");
  return (refused) => {
    if (refused?.kind !== "error") return t("lost");
    const key = [refused.reason, refused.code].find((name) => name !== undefined && t.has(name));
    return key ? t(key) : t("other", { code: refused.requestId });
  };
}

/** A disabled button says why beside it; the danger fill lives only inside the confirmation. */
export function ExpireButton({ slug, checkout }: { slug: string; checkout: CheckoutView }) {
  const t = useTranslations("checkouts.one");
  const common = useTranslations("common");
  const locale = useLocale() as MoneyLocale;
  const client = useQueryClient();
  const notify = useNotify();
  const refusalText = useRefusalText();
  const [open, setOpen] = useState(false);
  const [refusal, setRefusal] = useState<string | undefined>();
  const [busy, startTransition] = useTransition();
  const { allowed, reason } = checkout.allowed_actions.expire;
  const amount = formatMoney(BigInt(checkout.amount), checkout.currency, locale);
  const show = (isOpen: boolean) => {
    setRefusal(undefined);
    setOpen(isOpen);
  };

  const confirm = () =>
    startTransition(async () => {
      // Closing a page twice is closing it once, so a lost answer may simply be asked again.
      const result = await expireCheckoutAction(slug, checkout.id).catch(() => undefined);
      await Promise.all(
        ["checkout", "payment"].map((topic) => client.invalidateQueries({ queryKey: queryKeys.topic(slug, topic) })),
      );
      if (result?.kind !== "ok") {
        setRefusal(refusalText(result));
        return;
      }
      setOpen(false);
      notify(t("expired"));
    });

  if (reason === "checkout_is_expired" && !open) return null;
  return (
    <>
      {reason && t.has(`refused.${reason}`) ? <span className="hint max-w-80">{t(`refused.${reason}`)}</span> : null}
      <Button tone="caution" disabled={!allowed} onClick={() => show(true)}>
        {t("expire")}
      </Button>
      {open ? (
        <Dialog
          open={open}
          onOpenChange={show}
          title={t("expire_dialog.title")}
          closeLabel={common("close")}
          foot={
            <>
              <Button onClick={() => show(false)}>{t("expire_dialog.keep")}</Button>
              <Button tone="danger" busy={busy} onClick={confirm}>
                {t("expire_dialog.confirm", { amount })}
              </Button>
            </>
          }
        >
          <p>{t("expire_dialog.text", { amount })}</p>
          <p>{t("expire_dialog.money")}</p>
          <RefusalNote text={refusal} />
        </Dialog>
      ) : null}
    </>
  );
}
