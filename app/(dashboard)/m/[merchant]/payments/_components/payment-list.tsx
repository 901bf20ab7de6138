"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { ListBody, ListFoot, NewRows } from "@/app/_components/lists/list-body";
import { usePaymentColumns } from "@/app/_components/lists/payment-columns";
import { SearchBox } from "@/app/_components/lists/search-box";
import { ButtonLink } from "@/app/_components/ui/button";
import { DataTable } from "@/app/_components/ui/lists/data-table";
import { EmptyState } from "@/app/_components/ui/lists/empty-state";
import { FilterChip } from "@/app/_components/ui/lists/filter-chip";
import { getJson } from "@/app/_lib/api-client";
import { queryKeys } from "@/app/_lib/query-keys";
import { routes } from "@/app/_lib/routes";
import { useHeldRows } from "@/app/_lib/use-held-rows";
import type { ListPage } from "@/lib/paylinks/schemas";
import type { PaymentCounts, PaymentDto } from "@/lib/payments/schemas";
import { isFiltered, type PaymentListParams, toApiFilter } from "../list-params";
import { parseSearch } from "../search-operators";
import { StatusTiles } from "./status-tiles";

type PaymentListProps = { slug: string; params: PaymentListParams; mayCreate: boolean };
const rowId = (payment: PaymentDto) => payment.id;

function usePayments(slug: string, params: PaymentListParams) {
  const filter = toApiFilter(params);
  const list = useQuery({
    queryKey: queryKeys.payments(slug, filter),
    queryFn: ({ signal }) => getJson<ListPage<PaymentDto>>(routes.api.payments(slug, filter), signal),
    placeholderData: keepPreviousData,
  });
  const counts = useQuery({
    queryKey: queryKeys.paymentCounts(slug),
    queryFn: ({ signal }) => getJson<PaymentCounts>(routes.api.paymentCounts(slug), signal),
  });
  const fresh = list.isPlaceholderData ? undefined : list.data?.data;
  return { list, counts, held: useHeldRows(JSON.stringify(filter), fresh, rowId) };
}

function Empty({ slug, params, mayCreate }: PaymentListProps) {
  const t = useTranslations("payments");
  if (!isFiltered(params)) {
    const create = mayCreate ? (
      <ButtonLink tone="primary" href={routes.newPaylink(slug)}>
        {t("empty.none_action")}
      </ButtonLink>
    ) : null;
    return <EmptyState kind="nothing_yet" title={t("empty.none_title")} text={t("empty.none_text")} actions={create} />;
  }
  const text = t("empty.match_text", { status: t(`tile.${params.tile}`), search: params.q || t("empty.match_none") });
  const clear = <ButtonLink href={routes.payments(slug)}>{t("empty.match_action")}</ButtonLink>;
  return <EmptyState kind="no_match" title={t("empty.match_title")} text={text} actions={clear} />;
}

function Filters({
  slug,
  params,
  newCount,
  onShowNew,
}: {
  slug: string;
  params: PaymentListParams;
  newCount: number;
  onShowNew: () => void;
}) {
  const t = useTranslations("payments");
  const tile = params.tile === "all" ? undefined : params.tile;
  const { unknownOperator } = parseSearch(params.q);
  return (
    <>
      <div className="filter-bar">
        <SearchBox
          key={params.q}
          label={t("search")}
          placeholder={t("placeholder")}
          value={params.q}
          addressFor={(q) => routes.payments(slug, { tile, q, paylink: params.paylink })}
        />
        {params.q ? (
          <FilterChip
            text={params.q}
            clearLabel={t("clear_search")}
            clearHref={routes.payments(slug, { tile, paylink: params.paylink })}
          />
        ) : null}
        {params.paylink ? (
          <FilterChip
            text={t("of_paylink", { id: params.paylink.slice(-8) })}
            clearLabel={t("clear_paylink")}
            clearHref={routes.payments(slug, { tile, q: params.q })}
          />
        ) : null}
        <NewRows text={t("new_rows", { count: newCount })} count={newCount} onShow={onShowNew} />
      </div>
      {unknownOperator ? (
        <p className="hint mb-3" role="status">
          {t("unknown_operator", { operator: unknownOperator, known: t("operators") })}
        </p>
      ) : null}
    </>
  );
}

export function PaymentList({ slug, params, mayCreate }: PaymentListProps) {
  const t = useTranslations("payments");
  const columns = usePaymentColumns(slug);
  const { list, counts, held } = usePayments(slug, params);
  const rows = list.isPlaceholderData ? (list.data?.data ?? []) : held.rows;
  const query = { tile: params.tile === "all" ? undefined : params.tile, q: params.q, paylink: params.paylink };
  return (
    <>
      <StatusTiles slug={slug} params={params} counts={counts.data} />
      <Filters
        slug={slug}
        params={params}
        newCount={params.after === "" ? held.newCount : 0}
        onShowNew={held.showNew}
      />
      <ListBody
        list={list}
        isEmpty={rows.length === 0}
        empty={<Empty slug={slug} params={params} mayCreate={mayCreate} />}
      >
        <DataTable caption={t("caption")} columns={columns} rows={rows} rowId={rowId} />
        <ListFoot
          text={t("foot", { count: rows.length })}
          newest={params.after ? routes.payments(slug, query) : undefined}
          next={list.data?.has_more ? routes.payments(slug, { ...query, after: rows.at(-1)?.id }) : undefined}
        />
      </ListBody>
    </>
  );
}
