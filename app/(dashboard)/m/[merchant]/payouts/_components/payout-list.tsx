"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { Icon } from "@/app/_components/icons";
import { ListBody, ListFoot } from "@/app/_components/lists/list-body";
import { ButtonLink } from "@/app/_components/ui/button";
import { DataTable } from "@/app/_components/ui/lists/data-table";
import { EmptyState } from "@/app/_components/ui/lists/empty-state";
import { getJson } from "@/app/_lib/api-client";
import { queryKeys } from "@/app/_lib/query-keys";
import { routes } from "@/app/_lib/routes";
import type { ListPage } from "@/lib/paylinks/schemas";
import type { PayoutView } from "@/lib/payouts/schemas";
import { type PayoutListParams, toApiFilter } from "../list-params";
import { usePayoutColumns } from "./payout-columns";

type ListProps = { slug: string; params: PayoutListParams };
const FILTERS = [
  "all",
  "waiting",
  "awaiting_approval",
  "approved",
  "exported",
  "sent",
  "unknown",
  "paid",
  "failed",
  "withdrawn",
] as const;

function Empty({ slug, params }: ListProps) {
  const t = useTranslations("payouts");
  if (params.status === "all" && params.after === "") {
    const open = <ButtonLink href={routes.escrow(slug)}>{t("empty.none_action")}</ButtonLink>;
    return <EmptyState kind="nothing_yet" title={t("empty.none_title")} text={t("empty.none_text")} actions={open} />;
  }
  const clear = <ButtonLink href={routes.payouts(slug)}>{t("empty.match_action")}</ButtonLink>;
  return <EmptyState kind="no_match" title={t("empty.match_title")} text={t("empty.match_text")} actions={clear} />;
}

export function PayoutList({ slug, params }: ListProps) {
  const t = useTranslations("payouts");
  const router = useRouter();
  const columns = usePayoutColumns(slug);
  const filter = toApiFilter(params);
  const list = useQuery({
    queryKey: queryKeys.payouts(slug, filter),
    queryFn: ({ signal }) => getJson<ListPage<PayoutView>>(routes.api.payouts(slug, filter), signal),
    placeholderData: keepPreviousData,
  });
  const rows = list.data?.data ?? [];
  const status = params.status === "all" ? undefined : params.status;
  return (
    <>
      <div className="filter-bar">
        <label className="select">
          <span className="sr-only">{t("filter")}</span>
          <select
            className="input"
            value={params.status}
            onChange={({ target }) =>
              router.push(routes.payouts(slug, { status: target.value === "all" ? undefined : target.value }))
            }
          >
            {FILTERS.map((name) => (
              <option key={name} value={name}>
                {name === "all" ? t("all") : t(`status.${name}`)}
              </option>
            ))}
          </select>
          <Icon name="upDown" />
        </label>
      </div>
      <ListBody list={list} isEmpty={rows.length === 0} empty={<Empty slug={slug} params={params} />}>
        <DataTable caption={t("caption")} columns={columns} rows={rows} rowId={({ id }) => id} />
        <ListFoot
          text={t("foot", { count: rows.length })}
          newest={params.after ? routes.payouts(slug, { status }) : undefined}
          next={list.data?.has_more ? routes.payouts(slug, { status, after: rows.at(-1)?.id }) : undefined}
        />
      </ListBody>
    </>
  );
}
