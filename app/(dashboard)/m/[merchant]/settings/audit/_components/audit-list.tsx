import type { Route } from "next";
import { useTranslations } from "next-intl";
import { ExactTime } from "@/app/_components/exact-time";
import { Icon } from "@/app/_components/icons";
import { Fact } from "@/app/_components/ui/facts";
import { Link } from "@/app/_components/ui/link";
import { routes } from "@/app/_lib/routes";
import type { AuditRow } from "@/lib/audit/schemas";

function hrefOf(slug: string, row: AuditRow): Route | undefined {
  if (row.payment_id) return routes.payment(slug, row.payment_id);
  return row.paylink_id ? routes.paylink(slug, row.paylink_id) : undefined;
}

/** Values a person can read; nested ones as they are stored. */
const textOf = (value: unknown): string => (typeof value === "object" ? JSON.stringify(value) : String(value));

function Details({ slug, row }: { slug: string; row: AuditRow }) {
  const t = useTranslations("audit");
  const href = hrefOf(slug, row);
  const status = useTranslations("status");
  const named = (value: string) =>
    status.has(`${row.subject_kind}.${value}`) ? status(`${row.subject_kind}.${value}`) : value;
  const change = `${row.from_status ? named(row.from_status) : t("detail.nothing")} → ${row.to_status ? named(row.to_status) : "–"}`;
  const data = Object.entries(row.data).filter(([, value]) => value !== null && value !== "");
  return (
    <div className="record-body">
      <dl className="facts">
        <Fact name={t("detail.change")}>{row.from_status || row.to_status ? change : null}</Fact>
        <Fact name={t("detail.action")}>
          <span className="mono">{row.action}</span>
        </Fact>
        <Fact name={t(`subject_one.${t.has(`subject_one.${row.subject_kind}`) ? row.subject_kind : "other"}`)}>
          <span className="mono">{row.subject_id}</span>
        </Fact>
        <Fact name={t("detail.actor")}>
          <span className="mono">{row.actor_id}</span>
        </Fact>
        <Fact name={t("detail.time")}>
          <ExactTime iso={row.at} form="full" />
        </Fact>
        <Fact name={t("detail.row")}>{row.id}</Fact>
        {data.map(([name, value]) => (
          <Fact key={name} name={t.has(`data.${name}`) ? t(`data.${name}`) : name}>
            <span className="mono">{textOf(value)}</span>
          </Fact>
        ))}
      </dl>
      {href ? (
        <Link className="link" href={href}>
          {t("detail.open")}
        </Link>
      ) : null}
    </div>
  );
}

/** Who did what, newest first; a line opens to what it was before and after. */
export function AuditList({ slug, rows }: { slug: string; rows: AuditRow[] }) {
  const t = useTranslations("audit");
  const said = useTranslations("timeline");
  const wordsOf = (row: AuditRow) => {
    const key = row.action.replaceAll(".", "_");
    if (t.has(`did.${key}`)) return t(`did.${key}`);
    return said.has(`code.${key}`) ? said(`code.${key}`) : row.action;
  };
  return (
    <ol className="record-list" aria-label={t("caption")}>
      {rows.map((row) => (
        <li key={row.id}>
          <details>
            <summary>
              <Icon name="right" />
              <span className="record-time">
                <ExactTime iso={row.at} form="moment" />
              </span>
              <span className="record-what">
                <b className="font-medium">{wordsOf(row)}</b>{" "}
                <span className="text-ink-2">{row.actor_name ?? t(`actor.${row.actor_kind}`)}</span>
              </span>
              <span className="record-id mono">{row.subject_id.slice(-12)}</span>
            </summary>
            <Details slug={slug} row={row} />
          </details>
        </li>
      ))}
    </ol>
  );
}
