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
import type { ListPage } from "@/lib/paylinks/schemas";
import type { PosSaleView } from "@/lib/pos/board/schemas";
import { POS_STATUSES } from "@/lib/pos/session";
import type { TerminalView } from "@/lib/pos/terminals/queries";
import { type PosParams, toApiFilter } from "../../list-params";
import { BoardHead } from "../board/board-head";
import { usePosColumns } from "./pos-columns";

type PosTableProps = { slug: string; params: PosParams; mayWrite: boolean };
type Choice = { value: string; label: string };
const rowId = (sale: PosSaleView) => sale.id;

function useAddress(slug: string, params: PosParams) {
  return (change: Record<string, string | undefined>) =>
    routes.pos(slug, {
      view: "table",
      status: params.status === "all" ? undefined : params.status,
      terminal: params.terminal,
      q: params.q,
      ...change,
    });
}

type FilterProps = { label: string; value: string; choices: readonly Choice[]; onChange: (value: string) => void };

function Filter({ label, value, choices, onChange }: FilterProps) {
  return (
    <label className="select">
      <span className="sr-only">{label}</span>
      <select className="input" value={value} onChange={(event) => onChange(event.target.value)}>
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
      <Icon name="upDown" />
    </label>
  );
}

function Filters({ slug, params }: { slug: string; params: PosParams }) {
  const t = useTranslations("pos");
  const router = useRouter();
  const address = useAddress(slug, params);
  const tills = useQuery({
    queryKey: queryKeys.posTerminals(slug),
    queryFn: ({ signal }) => getJson<TerminalView[]>(routes.api.posTerminals(slug), signal),
  });
  const statuses = POS_STATUSES.map((status) => ({ value: status, label: t(`step.${status}`) }));
  const names = (tills.data ?? []).map(({ id, name }) => ({ value: id, label: name }));
  return (
    <>
      <Filter
        label={t("table.filter")}
        value={params.status}
        choices={[{ value: "all", label: t("table.all") }, ...statuses]}
        onChange={(status) => router.push(address({ status: status === "all" ? undefined : status }))}
      />
      <Filter
        label={t("table.filter_till")}
        value={params.terminal}
        choices={[{ value: "", label: t("table.all_tills") }, ...names]}
        onChange={(terminal) => router.push(address({ terminal: terminal || undefined }))}
      />
    </>
  );
}

function Empty({ slug, params, mayWrite }: PosTableProps) {
  const t = useTranslations("pos.empty");
  const isFiltered = params.status !== "all" || params.terminal !== "" || params.q !== "" || params.after !== "";
  if (isFiltered) {
    const clear = <ButtonLink href={routes.pos(slug, { view: "table" })}>{t("match_action")}</ButtonLink>;
    return <EmptyState kind="no_match" title={t("match_title")} text={t("match_text")} actions={clear} />;
  }
  const start = (
    <ButtonLink tone="primary" href={routes.cashier(slug)}>
      {t("none_action")}
    </ButtonLink>
  );
  return (
    <EmptyState kind="nothing_yet" title={t("none_title")} text={t("none_text")} actions={mayWrite ? start : null} />
  );
}

/** Every try that was ever begun, newest first. */
export function PosTable({ slug, params, mayWrite }: PosTableProps) {
  const t = useTranslations("pos.table");
  const columns = usePosColumns(slug);
  const address = useAddress(slug, params);
  const filter = toApiFilter(params);
  const list = useQuery({
    queryKey: queryKeys.posSales(slug, filter),
    queryFn: ({ signal }) => getJson<ListPage<PosSaleView>>(routes.api.posSales(slug, filter), signal),
    placeholderData: keepPreviousData,
  });
  const held = useHeldRows(JSON.stringify(filter), list.isPlaceholderData ? undefined : list.data?.data, rowId);
  const rows = list.isPlaceholderData ? (list.data?.data ?? []) : held.rows;
  const newCount = params.after === "" ? held.newCount : 0;
  return (
    <>
      <BoardHead slug={slug} params={params} mayStart={mayWrite} updatedAt={list.dataUpdatedAt} />
      <div className="filter-bar">
        <SearchBox
          key={params.q}
          label={t("search")}
          placeholder={t("placeholder")}
          value={params.q}
          addressFor={(q) => address({ q })}
        />
        <Filters slug={slug} params={params} />
        {params.q ? (
          <FilterChip text={params.q} clearLabel={t("clear_search")} clearHref={address({ q: undefined })} />
        ) : null}
        <NewRows text={t("new_rows", { count: newCount })} count={newCount} onShow={held.showNew} />
      </div>
      <ListBody
        list={list}
        isEmpty={rows.length === 0}
        empty={<Empty slug={slug} params={params} mayWrite={mayWrite} />}
      >
        <DataTable caption={t("caption")} columns={columns} rows={rows} rowId={rowId} />
        <ListFoot
          text={t("foot", { count: rows.length })}
          newest={params.after ? address({}) : undefined}
          next={list.data?.has_more ? address({ after: rows.at(-1)?.id }) : undefined}
        />
      </ListBody>
    </>
  );
}
