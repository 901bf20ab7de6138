"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { Icon } from "@/app/_components/icons";
import { ListBody, ListFoot, NewRows } from "@/app/_components/lists/list-body";
import { SearchBox } from "@/app/_components/lists/search-box";
import { ButtonLink } from "@/app/_components/ui/button";
import { DataTable } from "@/app/_components/ui/lists/data-table";
import { EmptyState } from "@/app/_components/ui/lists/empty-state";
import { FilterChip } from "@/app/_components/ui/lists/filter-chip";
import { getJson } from "@/app/_lib/api-client";
import { queryKeys } from "@/app/_lib/query-keys";
import { routes } from "@/app/_lib/routes";
import { useHeldRows } from "@/app/_lib/use-held-rows";
import { CHECKOUT_STATUSES } from "@/lib/checkout/checkout";
import type { CheckoutView } from "@/lib/checkout/sessions/schemas";
import type { ListPage } from "@/lib/paylinks/schemas";
import { type CheckoutListParams, toApiFilter } from "../list-params";
import { useCheckoutColumns } from "./checkout-columns";

type CheckoutListProps = { slug: string; params: CheckoutListParams; mayCreate: boolean };
const FILTERS = ["all", ...CHECKOUT_STATUSES] as const;
const rowId = (checkout: CheckoutView) => checkout.id;

function StatusFilter({ slug, params }: { slug: string; params: CheckoutListParams }) {
  const t = useTranslations();
  const router = useRouter();
  return (
    <label className="select">
      <span className="sr-only">{t("checkouts.filter")}</span>
      <select
        className="input"
        value={params.status}
        onChange={(event) =>
          router.push(
            routes.checkouts(slug, {
              status: event.target.value === "all" ? undefined : event.target.value,
              q: params.q,
            }),
          )
        }
      >
        {FILTERS.map((status) => (
          <option key={status} value={status}>
            {status === "all" ? t("checkouts.all") : t(`checkouts.status.${status}`)}
          </option>
        ))}
      </select>
      <Icon name="upDown" />
    </label>
  );
}

function Empty({ slug, params, mayCreate }: CheckoutListProps) {
  const t = useTranslations("checkouts");
  if (params.status === "all" && params.q === "" && params.after === "") {
    const create = mayCreate ? (
      <ButtonLink tone="primary" href={routes.newCheckout(slug)}>
        {t("empty.none_action")}
      </ButtonLink>
    ) : null;
    return <EmptyState kind="nothing_yet" title={t("empty.none_title")} text={t("empty.none_text")} actions={create} />;
  }
  const status = params.status === "all" ? t("all") : t(`status.${params.status}`);
  const text = t("empty.match_text", { status, search: params.q || t("empty.match_none") });
  const clear = <ButtonLink href={routes.checkouts(slug)}>{t("empty.match_action")}</ButtonLink>;
  return <EmptyState kind="no_match" title={t("empty.match_title")} text={text} actions={clear} />;
}

export function CheckoutList({ slug, params, mayCreate }: CheckoutListProps) {
  const t = useTranslations("checkouts");
  const columns = useCheckoutColumns(slug);
  const filter = toApiFilter(params);
  const list = useQuery({
    queryKey: queryKeys.checkouts(slug, filter),
    queryFn: ({ signal }) => getJson<ListPage<CheckoutView>>(routes.api.checkouts(slug, filter), signal),
    placeholderData: keepPreviousData,
  });
  const held = useHeldRows(JSON.stringify(filter), list.isPlaceholderData ? undefined : list.data?.data, rowId);
  const rows = list.isPlaceholderData ? (list.data?.data ?? []) : held.rows;
  const status = params.status === "all" ? undefined : params.status;
  const newCount = params.after === "" ? held.newCount : 0;
  return (
    <>
      <div className="filter-bar">
        <SearchBox
          key={params.q}
          label={t("search")}
          placeholder={t("placeholder")}
          value={params.q}
          addressFor={(q) => routes.checkouts(slug, { status, q })}
        />
        <StatusFilter slug={slug} params={params} />
        {params.q ? (
          <FilterChip text={params.q} clearLabel={t("clear_search")} clearHref={routes.checkouts(slug, { status })} />
        ) : null}
        <NewRows text={t("new_rows", { count: newCount })} count={newCount} onShow={held.showNew} />
      </div>
      <ListBody
        list={list}
        isEmpty={rows.length === 0}
        empty={<Empty slug={slug} params={params} mayCreate={mayCreate} />}
      >
        <DataTable caption={t("caption")} columns={columns} rows={rows} rowId={rowId} />
        <ListFoot
          text={t("foot", { count: rows.length })}
          newest={params.after ? routes.checkouts(slug, { status, q: params.q }) : undefined}
          next={
            list.data?.has_more ? routes.checkouts(slug, { status, q: params.q, after: rows.at(-1)?.id }) : undefined
          }
        />
      </ListBody>
    </>
  );
}
