"use client";

import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Icon } from "@/app/_components/icons";
import { Button } from "@/app/_components/ui/button";
import { useNotify } from "@/app/_components/ui/overlays/toast";
import { useMoneyAction } from "@/app/_lib/forms/use-money-action";
import { compareNowAction } from "../actions";
import { useRefusalText } from "./use-fix";

const StatementDialog = dynamic(() => import("./dialogs/statement-dialog").then((module) => module.StatementDialog), {
  ssr: false,
});

/** Compare at once, and bring a bank's statement. */
export function HeadActions({ slug }: { slug: string }) {
  const t = useTranslations("reconciliation");
  const router = useRouter();
  const notify = useNotify();
  const [bringing, setBringing] = useState(false);
  const { run, busy, refusal } = useMoneyAction(slug, ["reconciliation"], useRefusalText());
  const compare = () => {
    let told = "";
    run(
      async (command) => {
        const answer = await compareNowAction(slug, command);
        router.refresh();
        if (answer.kind !== "ok") return answer;
        const { opened, incomplete, running } = answer.value;
        told = running ? t("compared_running") : incomplete ? t("compared_incomplete") : t("compared", { opened });
        return answer;
      },
      () => notify(told),
    );
  };
  return (
    <span className="flex flex-wrap items-center gap-2">
      {refusal ? <span role="alert">{refusal}</span> : null}
      <Button onClick={() => setBringing(true)}>
        <Icon name="bank" />
        {t("statement.button")}
      </Button>
      <Button tone="primary" busy={busy} onClick={compare}>
        <Icon name="refresh" />
        {busy ? t("comparing") : t("compare")}
      </Button>
      {bringing ? <StatementDialog slug={slug} onClose={() => setBringing(false)} /> : null}
    </span>
  );
}
