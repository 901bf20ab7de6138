import type { Route } from "next";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { RelativeTime } from "@/app/_components/date-time";
import { Icon } from "@/app/_components/icons";
import { Money } from "@/app/_components/money";
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

/** Work before numbers: payments in doubt first, then links that end today. A quiet day says so. */
export function WorkList({ slug, view }: { slug: string; view: HomeView }) {
  const t = useTranslations("home");
  const locale = useLocale();
  const { unknown, expiring } = view;
  const oldest = unknown.at(-1);
  const first = expiring[0];
  const tasks = unknown.length + expiring.length;
  const aside = tasks > 0 ? <span className="hint">{t("work_count", { count: tasks })}</span> : null;
  return (
    <Panel id="work" title={t("work")} aside={aside}>
      {oldest || first ? (
        <ol className="work-list">
          {oldest ? (
            <WorkItem
              waits
              href={routes.payments(slug, { tile: "open" })}
              count={unknown.length}
              title={t("unknown")}
              note={t("unknown_note")}
              minorUnits={unknown.reduce((sum, payment) => sum + payment.amount_requested, 0)}
              when={`${t("oldest")} ${exactTime(oldest.created_at, locale).short}`}
            />
          ) : null}
          {first ? (
            <WorkItem
              href={
                expiring.length === 1 ? routes.paylink(slug, first.id) : routes.paylinks(slug, { status: "active" })
              }
              count={expiring.length}
              title={t("expiring")}
              note={t("expiring_note")}
              minorUnits={expiring.reduce((sum, link) => sum + link.amount, 0)}
              when={t("first_at", { time: exactTime(first.expires_at, locale).clock.slice(0, 5) })}
            />
          ) : null}
        </ol>
      ) : (
        <QuietDay lastAt={view.latest[0]?.created_at} />
      )}
    </Panel>
  );
}
