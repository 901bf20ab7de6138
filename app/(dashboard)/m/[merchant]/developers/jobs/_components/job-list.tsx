"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Icon } from "@/app/_components/icons";
import { ListBody, ListFoot } from "@/app/_components/lists/list-body";
import { RefusalNote } from "@/app/_components/refunds/refusal-note";
import { Button, ButtonLink } from "@/app/_components/ui/button";
import { EmptyState } from "@/app/_components/ui/lists/empty-state";
import { getJson } from "@/app/_lib/api-client";
import { queryKeys } from "@/app/_lib/query-keys";
import { routes } from "@/app/_lib/routes";
import type { DeadLetterDto, DeadLetterPage } from "@/lib/jobs/schemas";
import { type JobListParams, toApiFilter } from "../list-params";
import { JobRow } from "./job-row";
import { useJobActions } from "./use-job-actions";

const DismissDialog = dynamic(() => import("./dismiss-dialog").then((module) => module.DismissDialog), { ssr: false });
const STATES = ["open", "redriven", "resolved", "dismissed", "all"] as const;

type JobListProps = { slug: string; params: JobListParams; mayRedrive: boolean; mayMoveMoney: boolean };

function StateFilter({ slug, params }: { slug: string; params: JobListParams }) {
  const t = useTranslations("jobs");
  const router = useRouter();
  return (
    <label className="select">
      <span className="sr-only">{t("filter")}</span>
      <select
        className="input"
        value={params.state}
        onChange={(event) => router.push(routes.jobs(slug, { state: event.target.value }))}
      >
        {STATES.map((state) => (
          <option key={state} value={state}>
            {t(`states.${state}`)}
          </option>
        ))}
      </select>
      <Icon name="upDown" />
    </label>
  );
}

function Empty({ slug, params }: { slug: string; params: JobListParams }) {
  const t = useTranslations("jobs.empty");
  if ((params.state === "open" || params.state === "all") && params.after === "") {
    return <EmptyState kind="nothing_yet" title={t("none_title")} text={t("none_text")} />;
  }
  return (
    <EmptyState
      kind="no_match"
      title={t("match_title")}
      text={t("match_text")}
      actions={<ButtonLink href={routes.jobs(slug, { state: "all" })}>{t("match_action")}</ButtonLink>}
    />
  );
}

/** Jobs that gave up: what they mean for the money, run again one by one or together, or closed with a reason. */
export function JobList({ slug, params, mayRedrive, mayMoveMoney }: JobListProps) {
  const t = useTranslations("jobs");
  const filter = toApiFilter(params);
  const list = useQuery({
    queryKey: queryKeys.jobs(slug, filter),
    queryFn: ({ signal }) => getJson<DeadLetterPage>(routes.api.jobs(slug, filter), signal),
    placeholderData: keepPreviousData,
  });
  const actions = useJobActions(slug);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [dismissing, setDismissing] = useState<DeadLetterDto | undefined>();
  const rows = list.data?.data ?? [];
  const mayRun = (job: DeadLetterDto) => mayRedrive && job.state === "open" && (!job.is_money || mayMoveMoney);
  const ready = rows.filter((job) => chosen.has(job.id) && mayRun(job)).map(({ id }) => id);
  const choose = (id: string, on: boolean) =>
    setChosen((last) => new Set(on ? [...last, id] : [...last].filter((other) => other !== id)));
  const close = () => setDismissing(undefined);
  return (
    <>
      <div className="filter-bar">
        <StateFilter slug={slug} params={params} />
        <span className="filter-end">
          {ready.length > 0 ? (
            <Button tone="primary" busy={actions.busy} onClick={() => actions.redriveMany(ready)}>
              {t("redrive_many", { count: ready.length })}
            </Button>
          ) : null}
        </span>
      </div>
      {dismissing ? null : <RefusalNote text={actions.refusal} />}
      <ListBody list={list} isEmpty={rows.length === 0} empty={<Empty slug={slug} params={params} />}>
        <ul className="job-list" aria-label={t("caption")}>
          {rows.map((job) => (
            <JobRow
              key={job.id}
              slug={slug}
              job={job}
              isChosen={chosen.has(job.id)}
              mayRedrive={mayRedrive}
              mayRun={mayRun(job)}
              busy={actions.busy}
              onChoose={(on) => choose(job.id, on)}
              onRedrive={() => actions.redrive(job.id)}
              onDismiss={() => setDismissing(job)}
            />
          ))}
        </ul>
        <ListFoot
          text={t("foot", { count: rows.length })}
          newest={params.after ? routes.jobs(slug, { state: params.state }) : undefined}
          next={list.data?.has_more ? routes.jobs(slug, { state: params.state, after: rows.at(-1)?.id }) : undefined}
        />
      </ListBody>
      {dismissing ? (
        <DismissDialog
          busy={actions.busy}
          refusal={actions.refusal}
          onClose={close}
          onConfirm={(reason) => actions.dismiss({ id: dismissing.id, reason }, close)}
        />
      ) : null}
    </>
  );
}
