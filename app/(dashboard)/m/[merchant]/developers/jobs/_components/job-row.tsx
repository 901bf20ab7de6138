import type { Route } from "next";
import { useTranslations } from "next-intl";
import { RelativeTime } from "@/app/_components/date-time";
import { Button } from "@/app/_components/ui/button";
import { Link } from "@/app/_components/ui/link";
import { Pill } from "@/app/_components/ui/pill";
import { routes } from "@/app/_lib/routes";
import type { DeadLetterDto } from "@/lib/jobs/schemas";

type JobRowProps = {
  slug: string;
  job: DeadLetterDto;
  isChosen: boolean;
  mayRedrive: boolean;
  mayRun: boolean;
  busy: boolean;
  onChoose: (on: boolean) => void;
  onRedrive: () => void;
  onDismiss: () => void;
};

function hrefOf(slug: string, { kind, subject_id }: DeadLetterDto): Route | undefined {
  if (kind === "follow-paylink") return routes.paylink(slug, subject_id);
  return kind === "follow-refund" ? routes.refunds(slug) : undefined;
}

/** Why there is no button where one is expected. */
function Refusal({ job, mayRedrive }: { job: DeadLetterDto; mayRedrive: boolean }) {
  const t = useTranslations("jobs");
  if (job.state !== "open") return null;
  return <p className="hint">{t(mayRedrive ? "money_job" : "read_only")}</p>;
}

export function JobRow(props: JobRowProps) {
  const { slug, job, isChosen, mayRedrive, mayRun, busy, onChoose, onRedrive, onDismiss } = props;
  const t = useTranslations("jobs");
  const kind = t.has(`kind.${job.kind}`) ? job.kind : "other";
  const href = hrefOf(slug, job);
  const shortId = job.subject_id.slice(-12);
  return (
    <li>
      <label className="checkbox">
        <input
          type="checkbox"
          checked={isChosen && mayRun}
          disabled={!mayRun}
          onChange={(event) => onChoose(event.target.checked)}
        />
        <span className="sr-only">{t("select", { kind: t(`kind.${kind}`), id: shortId })}</span>
      </label>
      <div className="job-what">
        <p>
          <b className="font-medium">{t(`kind.${kind}`)}</b>{" "}
          <Pill tone={job.state === "open" ? "wait" : "plain"}>{t(`states.${job.state}`)}</Pill>
        </p>
        {job.state === "open" ? <p>{t(`means.${kind}`)}</p> : null}
        {job.reason ? <p>{t("reason", { reason: job.reason })}</p> : null}
        <p className="text-ink-2">
          {href ? (
            <Link className="link mono" href={href}>
              {shortId}
            </Link>
          ) : (
            <span className="mono">{shortId}</span>
          )}{" "}
          · {t("attempts", { count: job.attempts })} <RelativeTime iso={job.last_at} />
        </p>
        <p className="mono text-12 text-ink-3">
          {job.error_class}: {job.message}
        </p>
      </div>
      {mayRun ? (
        <div className="page-actions">
          <Button busy={busy} onClick={onRedrive}>
            {t("redrive")}
          </Button>
          <Button tone="ghost" disabled={busy} onClick={onDismiss}>
            {t("dismiss")}
          </Button>
        </div>
      ) : (
        <Refusal job={job} mayRedrive={mayRedrive} />
      )}
    </li>
  );
}
