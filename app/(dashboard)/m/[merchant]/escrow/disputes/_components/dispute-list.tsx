"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Icon } from "@/app/_components/icons";
import { ListBody, ListFoot } from "@/app/_components/lists/list-body";
import { Button, ButtonLink } from "@/app/_components/ui/button";
import { DataTable } from "@/app/_components/ui/lists/data-table";
import { EmptyState } from "@/app/_components/ui/lists/empty-state";
import { PageHead } from "@/app/_components/ui/page-head";
import { getJson } from "@/app/_lib/api-client";
import { queryKeys } from "@/app/_lib/query-keys";
import { routes } from "@/app/_lib/routes";
import type { DisputeView, DisputeViewPage } from "@/lib/escrow/desk/escrow-view";
import { type DisputeListParams, toApiFilter } from "../list-params";
import { type Choice, useDisputeColumns } from "./dispute-columns";

const RecordDialog = dynamic(() => import("./record-dialog").then((module) => module.RecordDialog), { ssr: false });
const SettleDialog = dynamic(() => import("./settle-dialog").then((module) => module.SettleDialog), { ssr: false });
const AssignDialog = dynamic(() => import("./assign-dialog").then((module) => module.AssignDialog), { ssr: false });

type DisputeListProps = {
  slug: string;
  params: DisputeListParams;
  /** The product's time. */
  now: string;
  team: readonly { id: string; name: string }[];
  mayWrite: boolean;
  maySettle: boolean;
};

const STATUSES = ["all", "open", "won", "lost", "withdrawn"] as const;
const rowId = (dispute: DisputeView) => dispute.id;

function StatusFilter({ slug, params }: { slug: string; params: DisputeListParams }) {
  const t = useTranslations("escrow.disputes");
  const router = useRouter();
  return (
    <label className="select">
      <span className="sr-only">{t("filter")}</span>
      <select
        className="input"
        value={params.status}
        onChange={({ target }) =>
          router.push(routes.disputes(slug, { status: target.value === "all" ? undefined : target.value }))
        }
      >
        {STATUSES.map((status) => (
          <option key={status} value={status}>
            {t(`status.${status}`)}
          </option>
        ))}
      </select>
      <Icon name="upDown" />
    </label>
  );
}

function Empty({ slug, params }: { slug: string; params: DisputeListParams }) {
  const t = useTranslations("escrow.disputes");
  if (params.status === "all" && params.after === "") {
    return <EmptyState kind="nothing_yet" title={t("none_title")} text={t("none_text")} />;
  }
  const clear = <ButtonLink href={routes.disputes(slug)}>{t("match_action")}</ButtonLink>;
  const text = t("match_text", { status: t(`status.${params.status}`) });
  return <EmptyState kind="no_match" title={t("match_title")} text={text} actions={clear} />;
}

/** What somebody has to answer, the nearest deadline on top. */
export function DisputeList({ slug, params, now, team, mayWrite, maySettle }: DisputeListProps) {
  const t = useTranslations("escrow.disputes");
  const [choice, setChoice] = useState<Choice | "record" | undefined>();
  const filter = toApiFilter(params);
  const list = useQuery({
    queryKey: queryKeys.disputes(slug, filter),
    queryFn: ({ signal }) => getJson<DisputeViewPage>(routes.api.disputes(slug, filter), signal),
    placeholderData: keepPreviousData,
  });
  const columns = useDisputeColumns({ slug, now: Date.parse(now), mayWrite, maySettle, onChoose: setChoice });
  const rows = list.data?.data ?? [];
  const status = params.status === "all" ? undefined : params.status;
  const close = () => setChoice(undefined);
  const record = mayWrite ? <Button onClick={() => setChoice("record")}>{t("record")}</Button> : null;
  return (
    <>
      <PageHead title={t("title")} note={t("note")} actions={record} />
      <div className="filter-bar">
        <StatusFilter slug={slug} params={params} />
      </div>
      <ListBody list={list} isEmpty={rows.length === 0} empty={<Empty slug={slug} params={params} />}>
        <DataTable caption={t("caption")} columns={columns} rows={rows} rowId={rowId} />
        <ListFoot
          text={t("foot", { count: rows.length })}
          newest={params.after ? routes.disputes(slug, { status }) : undefined}
          next={list.data?.has_more ? routes.disputes(slug, { status, after: rows.at(-1)?.id }) : undefined}
        />
      </ListBody>
      {choice === "record" ? <RecordDialog slug={slug} onClose={close} /> : null}
      {typeof choice === "object" && choice.kind === "settle" ? (
        <SettleDialog slug={slug} dispute={choice.dispute} onClose={close} />
      ) : null}
      {typeof choice === "object" && choice.kind === "assign" ? (
        <AssignDialog slug={slug} dispute={choice.dispute} team={team} onClose={close} />
      ) : null}
    </>
  );
}
