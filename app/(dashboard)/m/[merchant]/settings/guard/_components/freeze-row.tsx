"use client";

import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { ExactTime } from "@/app/_components/exact-time";
import { Icon } from "@/app/_components/icons";
import { RefusalNote } from "@/app/_components/refunds/refusal-note";
import { Button } from "@/app/_components/ui/button";
import { Link } from "@/app/_components/ui/link";
import { useNotify } from "@/app/_components/ui/overlays/toast";
import { routes } from "@/app/_lib/routes";
import type { PaymentFreeze } from "@/lib/checkout/guard/queries";
import { liftFreezeAction } from "../actions";

const Dialog = dynamic(() => import("@/app/_components/ui/overlays/dialog").then((module) => module.Dialog), {
  ssr: false,
});

type FreezeRowProps = { slug: string; freeze: PaymentFreeze; liftedBy: string | null; mayLift: boolean };

function What({ slug, freeze }: { slug: string; freeze: PaymentFreeze }) {
  const t = useTranslations("guard");
  if (freeze.scope === "checkout" && freeze.key !== null) {
    return (
      <>
        {t("what.checkout")}{" "}
        <Link className="link mono" href={routes.checkout(slug, freeze.key)}>
          {freeze.key.slice(-8)}
        </Link>
      </>
    );
  }
  return <>{t(`what.${freeze.scope}`, { key: freeze.key ?? "" })}</>;
}

function LiftButton({ slug, freeze }: { slug: string; freeze: PaymentFreeze }) {
  const t = useTranslations("guard");
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
      const answer = await liftFreezeAction(slug, freeze.id).catch(() => undefined);
      if (answer?.kind === "ok") {
        setOpen(false);
        notify(t("lifted"));
      } else setRefusal(answer?.kind === "error" ? t("failed", { code: answer.requestId }) : t("lost"));
    });
  return (
    <>
      <Button tone="caution" onClick={() => show(true)}>
        {t("lift")}
      </Button>
      {open ? (
        <Dialog
          open={open}
          onOpenChange={show}
          title={t("dialog.title")}
          closeLabel={common("close")}
          foot={
            <>
              <Button onClick={() => show(false)}>{t("dialog.keep")}</Button>
              <Button tone="danger" busy={busy} onClick={confirm}>
                {t("dialog.confirm")}
              </Button>
            </>
          }
        >
          <p>{t("dialog.text")}</p>
          <p>{t("dialog.money")}</p>
          <RefusalNote text={refusal} />
        </Dialog>
      ) : null}
    </>
  );
}

/** One stop: what, since when, because of how many tries, and how it ended. */
export function FreezeRow({ slug, freeze, liftedBy, mayLift }: FreezeRowProps) {
  const t = useTranslations("guard");
  return (
    <li className="flex flex-wrap items-center justify-between gap-3 border-b border-line-soft px-4 py-3 last:border-0">
      <div className="min-w-0">
        <p className="font-medium">
          <span className={freeze.is_live ? "status status-fail" : "status status-off"}>
            <Icon name={freeze.is_live ? "lock" : "clock"} />
            <What slug={slug} freeze={freeze} />
          </span>
        </p>
        <p className="hint">
          {t("counted", { tries: freeze.tries, declined: freeze.declined })}{" "}
          {t.rich("between", {
            from: () => <ExactTime iso={freeze.frozen_at} form="short" />,
            until: () => <ExactTime iso={freeze.frozen_until} form="short" />,
          })}
        </p>
        {freeze.lifted_at ? (
          <p className="hint">
            {t("lifted_by", { name: liftedBy ?? t("somebody") })} <ExactTime iso={freeze.lifted_at} form="short" />
          </p>
        ) : null}
      </div>
      {freeze.is_live && mayLift ? <LiftButton slug={slug} freeze={freeze} /> : null}
      {freeze.is_live && !mayLift ? <p className="hint">{t("read_only")}</p> : null}
    </li>
  );
}
