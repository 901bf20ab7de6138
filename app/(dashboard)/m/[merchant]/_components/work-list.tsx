import type { Route } from "next";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { RelativeTime } from "@/app/_components/date-time";
import { Icon } from "@/app/_components/icons";
import { Money } from "@/app/_components/money";
import { Link } from "@/app/_components/ui/link";
import { Panel } from "@/app/_components/ui/panel";
import { routes } from "@/app/_lib/routes";
import { exactTime } from "@/app/_lib/time-format";
import type { HomeView } from "../home-view";

type WorkItemProps = {
  href: Route;
  count: number;
  title: string;
  note: string;
  minorUnits: number;
  when: ReactNode;
  waits?: boolean;
};

function WorkItem({ href, count, title, note, minorUnits, when, waits }: WorkItemProps) {
  return (
    <li className={waits ? "is-wait" : undefined}>
      <Link href={href}>
        <span className="work-count">{count}</span>
        <span className="work-text">
          <b>{title}</b>
          <span>{note}</span>
        </span>
        <span className="work-sum">
          <Money minorUnits={minorUnits} />
          <small>{when}</small>
        </span>
        <Icon name="right" />
      </Link>
    </li>
  );
}

function QuietDay({ lastAt }: { lastAt: string | undefined }) {
  const t = useTranslations("home");
  return (
    <p className="quiet-day">
      <Icon name="stPaid" />
      {lastAt ? (
        <span>
          {t("quiet_last")} <RelativeTime iso={lastAt} />.
        </span>
      ) : (
        <span>{t("quiet")}</span>
      )}
    </p>
  );
}

type Task = WorkItemProps & { key: string };

const ESCROW_TASKS = ["dispute", "second_person", "auto_release"] as const;

/** Cases of held money somebody has to look at. */
function useEscrowTasks(slug: string, escrow: HomeView["escrow"]): Task[] {
  const t = useTranslations("escrow.home");
  if (escrow === undefined) return [];
  return ESCROW_TASKS.map((tab) => ({
    key: `escrow-${tab}`,
    href: tab === "dispute" ? routes.disputes(slug, { status: "open" }) : routes.escrow(slug, { tab }),
    count: escrow[tab].count,
    title: t(tab),
    note: t(`${tab}_note`),
    minorUnits: Number(escrow[tab].held),
    when: t("held"),
    waits: true,
  }));
}

function useDifferenceTask(slug: string, differences: HomeView["differences"]): Task[] {
  const t = useTranslations("reconciliation.home");
  if (differences === undefined) return [];
  return [
    {
      key: "differences",
      href: routes.reconciliation(slug),
      count: differences.open,
      title: t("title"),
      note: t("note"),
      minorUnits: differences.at_risk,
      when: t("risk"),
      waits: true,
    },
  ];
}

/** What waits for people, the most urgent first; an empty kind is left out. */
function useTasks(slug: string, view: HomeView): Task[] {
  const t = useTranslations("home");
  const locale = useLocale();
  const oldestOf = (rows: readonly { created_at: string }[]) =>
    `${t("oldest")} ${exactTime(rows.at(-1)?.created_at ?? view.now, locale).short}`;
  const payments = (key: "unknown" | "review" | "held", href: Route): Task => ({
    key,
    href: view[key].length === 1 ? routes.payment(slug, view[key][0]?.id ?? "") : href,
    count: view[key].length,
    title: t(key),
    note: t(`${key}_note`),
    minorUnits: view[key].reduce((sum, row) => sum + (row.amount_charged ?? row.amount_requested), 0),
    when: oldestOf(view[key]),
    waits: true,
  });
  const refunds = (key: "approvals" | "unknownRefunds", text: "approvals" | "unknown_refunds"): Task => ({
    key,
    href: routes.refunds(slug),
    count: view[key].length,
    title: t(text),
    note: t(`${text}_note`),
    minorUnits: view[key].reduce((sum, row) => sum + row.amount, 0),
    when: oldestOf(view[key]),
    waits: true,
  });
  const escrow = useEscrowTasks(slug, view.escrow);
  const differences = useDifferenceTask(slug, view.differences);
  const first = view.expiring[0];
  const expiring: Task = {
    key: "expiring",
    href:
      view.expiring.length === 1 && first
        ? routes.paylink(slug, first.id)
        : routes.paylinks(slug, { status: "active" }),
    count: view.expiring.length,
    title: t("expiring"),
    note: t("expiring_note"),
    minorUnits: view.expiring.reduce((sum, link) => sum + link.amount, 0),
    when: first ? t("first_at", { time: exactTime(first.expires_at, locale).clock.slice(0, 5) }) : "",
  };
  return [
    payments("unknown", routes.payments(slug, { tile: "open" })),
    refunds("unknownRefunds", "unknown_refunds"),
    refunds("approvals", "approvals"),
    ...escrow,
    ...differences,
    payments("review", routes.payments(slug, { q: locale === "en" ? "review:any" : "incele:hepsi" })),
    payments("held", routes.payments(slug, { tile: "open" })),
    expiring,
  ].filter(({ count }) => count > 0);
}

/** Work before numbers: what is in doubt first, then what waits for a person, then links that end today. A quiet day says so. */
export function WorkList({ slug, view }: { slug: string; view: HomeView }) {
  const t = useTranslations("home");
  const tasks = useTasks(slug, view);
  const total = tasks.reduce((sum, { count }) => sum + count, 0);
  return (
    <Panel
      id="work"
      title={t("work")}
      aside={total > 0 ? <span className="hint">{t("work_count", { count: total })}</span> : null}
    >
      {tasks.length > 0 ? (
        <ol className="work-list">
          {tasks.map(({ key, ...task }) => (
            <WorkItem key={key} {...task} />
          ))}
        </ol>
      ) : (
        <QuietDay lastAt={view.latest[0]?.created_at} />
      )}
    </Panel>
  );
}
