import { useTranslations } from "next-intl";
import { RelativeTime } from "@/app/_components/date-time";
import { Icon } from "@/app/_components/icons";
import { Panel } from "@/app/_components/ui/panel";
import type { RunDto } from "@/lib/reconciliation/schemas";

const LOOK = {
  running: { tone: "info", icon: "stInfo" },
  complete: { tone: "paid", icon: "stPaid" },
  incomplete: { tone: "wait", icon: "stWait" },
} as const;

function WhyNot({ why }: { why: string | null }) {
  const t = useTranslations("reconciliation.runs");
  if (why === null) return null;
  const key = ["list", "reversals"].find((start) => why.startsWith(start)) ?? why;
  return (
    <span className="text-ink-2">
      {t.has(`why.${key}`) ? t(`why.${key}`) : why}; {t("safe")}
    </span>
  );
}

/** What was compared lately, and whether all of it could be read. */
export function RunList({ runs }: { runs: RunDto[] }) {
  const t = useTranslations("reconciliation.runs");
  return (
    <Panel id="runs" title={t("title")}>
      {runs.length === 0 ? (
        <p className="p-4 text-ink-2">{t("none")}</p>
      ) : (
        <ul>
          {runs.map((run) => (
            <li key={run.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 border-t border-line px-4 py-2">
              <span className={`status status-${LOOK[run.status].tone}`}>
                <Icon name={LOOK[run.status].icon} />
                {t(run.status)}
              </span>
              <span className="font-medium">{run.account}</span>
              <span className="text-ink-2">
                {t(`kind.${run.kind}`)}, <RelativeTime iso={run.created_at} />
              </span>
              {run.status === "complete" ? (
                <span className="text-ink-2">
                  {run.read ? `${t("sides", { ours: run.read.ours.sales, theirs: run.read.theirs.sales })}, ` : ""}
                  {t("found", { count: run.found })}
                </span>
              ) : (
                <WhyNot why={run.why} />
              )}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
