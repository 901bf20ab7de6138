"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { Icon } from "@/app/_components/icons";
import { ListBody, ListFoot, NewRows } from "@/app/_components/lists/list-body";
import { ButtonLink } from "@/app/_components/ui/button";
import { DataTable } from "@/app/_components/ui/lists/data-table";
import { EmptyState } from "@/app/_components/ui/lists/empty-state";
import { getJson } from "@/app/_lib/api-client";
import { queryKeys } from "@/app/_lib/query-keys";
import { routes } from "@/app/_lib/routes";
import { useHeldRows } from "@/app/_lib/use-held-rows";
import type { ListPage } from "@/lib/paylinks/schemas";
import type { RefundView } from "@/lib/refunds/schemas";
import { type RefundListParams, toApiFilter } from "../list-params";
import { Approvals } from "./approvals";
import { useRefundColumns } from "./refund-columns";

type RefundListProps = { slug: string; params: RefundListParams; mayApprove: boolean };
const FILTERS = [
  "all",
  "awaiting_approval",
  "scheduled",
  "sending",
  "sent",
  "unknown",
  "confirmed",
  "rejected",
  "withdrawn",
] as const;
const rowId = (refund: RefundView) => refund.id;

function StatusFilter({ slug, params }: { slug: string; params: RefundListParams }) {
  const t = useTranslations();
  const router = useRouter();
  return (
    <label className="select">
      <span className="sr-only">{t("refunds.filter")}</span>
      <select
        className="input"
        value={params.status}
        onChange={(event) =>
          router.push(routes.refunds(slug, { status: event.target.value === "all" ? undefined : event.target.value }))
        }
      >
        {FILTERS.map((status) => (
          <option key={status} value={status}>
            {status === "all" ? t("refunds.all") : t(`status.refund.${status}`)}
          </option>
        ))}
      </select>
      <Icon name="upDown" />
    </label>
  );
}

function Empty({ slug, params }: { slug: string; params: RefundListParams }) {
  const t = useTranslations();
  if (params.status === "all" && params.after === "") {
    const open = <ButtonLink href={routes.payments(slug)}>{t("refunds.empty.none_action")}</ButtonLink>;
    return (
      <EmptyState
        kind="nothing_yet"
        title={t("refunds.empty.none_title")}
        text={t("refunds.empty.none_text")}
        actions={open}
      />
    );
  }
  const status = params.status === "all" ? t("refunds.all") : t(`status.refund.${params.status}`);
  const clear = <ButtonLink href={routes.refunds(slug)}>{t("refunds.empty.match_action")}</ButtonLink>;
  return (
    <EmptyState
      kind="no_match"
      title={t("refunds.empty.match_title")}
      text={t("refunds.empty.match_text", { status })}
      actions={clear}
    />
  );
}

export function RefundList({ slug, params, mayApprove }: RefundListProps) {
  const t = useTranslations("refunds");
  const columns = useRefundColumns(slug);
  const filter = toApiFilter(params);
  const list = useQuery({
    queryKey: queryKeys.refunds(slug, filter),
    queryFn: ({ signal }) => getJson<ListPage<RefundView>>(routes.api.refunds(slug, filter), signal),
    placeholderData: keepPreviousData,
  });
  const held = useHeldRows(JSON.stringify(filter), list.isPlaceholderData ? undefined : list.data?.data, rowId);
  const rows = list.isPlaceholderData ? (list.data?.data ?? []) : held.rows;
  const status = params.status === "all" ? undefined : params.status;
  const newCount = params.after === "" ? held.newCount : 0;
  return (
    <>
      <Approvals slug={slug} mayApprove={mayApprove} />
      <div className="filter-bar">
        <StatusFilter slug={slug} params={params} />
        <NewRows text={t("new_rows", { count: newCount })} count={newCount} onShow={held.showNew} />
      </div>
      <ListBody list={list} isEmpty={rows.length === 0} empty={<Empty slug={slug} params={params} />}>
        <DataTable caption={t("caption")} columns={columns} rows={rows} rowId={rowId} />
        <ListFoot
          text={t("foot", { count: rows.length })}
          newest={params.after ? routes.refunds(slug, { status }) : undefined}
          next={list.data?.has_more ? routes.refunds(slug, { status, after: rows.at(-1)?.id }) : undefined}
        />
      </ListBody>
    </>
  );
}
