"use client";

import { useTranslations } from "next-intl";
import { ExactTime } from "@/app/_components/exact-time";
import { Panel } from "@/app/_components/ui/panel";
import type { PosSaleView } from "@/lib/pos/board/schemas";
import { clockText } from "../../_components/sale/stopwatch";

const STEPS = ["started", "initiated", "opened", "hinted", "ended"] as const;

/** The steps of the try with the time each took; a step that nobody heard of stays open. */
export function SalePath({ sale }: { sale: PosSaleView }) {
  const t = useTranslations("pos.one");
  const times: Record<(typeof STEPS)[number], string | null> = {
    started: sale.created_at,
    initiated: sale.initiated_at,
    opened: sale.opened_at,
    hinted: sale.hinted_at,
    ended: sale.ended_at,
  };
  let before: string | null = null;
  const steps = STEPS.map((name) => {
    const at = times[name];
    const took = at !== null && before !== null ? clockText(Date.parse(at) - Date.parse(before)) : null;
    before = at ?? before;
    return { name, at, took };
  });
  return (
    <Panel
      id="sale-path"
      title={t("path")}
      aside={<span className="hint">{t("asked", { count: sale.absent_answers })}</span>}
    >
      <ol className="sale-path">
        {steps.map(({ name, at, took }) => (
          <li key={name} className={at === null ? "is-open" : undefined}>
            <b>{t(name)}</b>
            <span>{at === null ? t("not_yet") : <ExactTime iso={at} form="moment" />}</span>
            {took ? <span className="text-ink-2">{t("took", { time: took })}</span> : null}
          </li>
        ))}
      </ol>
      {sale.next_check_at ? (
        <p className="panel-foot">
          {t.rich("next_check", { time: () => <ExactTime iso={sale.next_check_at ?? ""} form="moment" /> })}
        </p>
      ) : null}
    </Panel>
  );
}
