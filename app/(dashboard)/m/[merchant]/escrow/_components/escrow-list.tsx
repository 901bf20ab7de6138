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
import type { EscrowRow, EscrowRowPage } from "@/lib/escrow/desk/escrow-view";
import type { EscrowCounts } from "@/lib/escrow/desk/queries";
import { type EscrowListParams, toApiFilter } from "../list-params";
import { BulkBar } from "./bulk/bulk-bar";
import { usePicked } from "./bulk/use-picked";
import { useEscrowColumns } from "./escrow-columns";
import { EscrowTabs } from "./escrow-tabs";

type EscrowListProps = {
  slug: string;
  params: EscrowListParams;
  /** The product's time. */
  now: string;
  /** Minor units one person may release alone. */
  limit: number;
  mayRelease: boolean;
  mayCreate: boolean;
};

const CLASSES = ["none", "note", "tracking", "document", "photo", "serial", "buyer_code"] as const;
const NO_ROWS: readonly EscrowRow[] = [];
const rowId = (escrow: EscrowRow) => escrow.id;

function EvidenceFilter({ slug, params }: { slug: string; params: EscrowListParams }) {
  const t = useTranslations("escrow");
  const router = useRouter();
  return (
    <label className="select">
      <span className="sr-only">{t("filter")}</span>
      <select
        className="input"
        value={params.evidence}
        onChange={({ target }) =>
          router.push(
            routes.escrow(slug, { tab: params.tab, evidence: target.value === "all" ? undefined : target.value }),
          )
        }
      >
        <option value="all">{t("all_classes")}</option>
        {CLASSES.map((kind) => (
          <option key={kind} value={kind}>
            {t(`class.${kind}`)}
          </option>
        ))}
      </select>
      <Icon name="upDown" />
    </label>
  );
}

type EmptyProps = { slug: string; params: EscrowListParams; hasAny: boolean; mayCreate: boolean };

function Empty({ slug, params, hasAny, mayCreate }: EmptyProps) {
  const t = useTranslations("escrow");
  const tab = t(`tab.${params.tab}`);
  if (params.evidence !== "all") {
    const clear = <ButtonLink href={routes.escrow(slug, { tab: params.tab })}>{t("empty.match_action")}</ButtonLink>;
    const text = t("empty.match_text", { tab, class: t(`class.${params.evidence}`) });
    return <EmptyState kind="no_match" title={t("empty.match_title")} text={text} actions={clear} />;
  }
  if (hasAny) return <EmptyState kind="nothing_yet" title={t("empty.tab_title")} text={t("empty.tab_text", { tab })} />;
  const create = mayCreate ? (
    <ButtonLink tone="primary" href={routes.newPaylink(slug)}>
      {t("empty.none_action")}
    </ButtonLink>
  ) : null;
  return <EmptyState kind="nothing_yet" title={t("empty.none_title")} text={t("empty.none_text")} actions={create} />;
}

function useCases(slug: string, params: EscrowListParams) {
  const filter = toApiFilter(params);
  const list = useQuery({
    queryKey: queryKeys.escrow(slug, filter),
    queryFn: ({ signal }) => getJson<EscrowRowPage>(routes.api.escrow(slug, filter), signal),
    placeholderData: keepPreviousData,
  });
  const counts = useQuery({
    queryKey: queryKeys.escrowCounts(slug),
    queryFn: ({ signal }) => getJson<EscrowCounts>(routes.api.escrowCounts(slug), signal),
  });
  return { list, counts: counts.data };
}

/** What is due first stands on top; every case is in exactly one tab. */
export function EscrowList({ slug, params, now, limit, mayRelease, mayCreate }: EscrowListProps) {
  const t = useTranslations("escrow");
  const { list, counts } = useCases(slug, params);
  const rows = list.data?.data ?? NO_ROWS;
  const { picked, picking, clear } = usePicked(rows, params.tab === "evidence" && mayRelease);
  const columns = useEscrowColumns(slug, Date.parse(now), picking);
  const hasAny = counts === undefined || Object.values(counts).some(({ count }) => count > 0);
  const query = { tab: params.tab, evidence: params.evidence === "all" ? undefined : params.evidence };
  return (
    <>
      <EscrowTabs slug={slug} current={params.tab} counts={counts} />
      <div className="filter-bar">
        <EvidenceFilter slug={slug} params={params} />
        <p className="hint">{t(`tab_note.${params.tab}`)}</p>
      </div>
      {picking ? <BulkBar slug={slug} picked={picked} limit={limit} hasRows={rows.length > 0} onClear={clear} /> : null}
      <ListBody
        list={list}
        isEmpty={rows.length === 0}
        empty={<Empty slug={slug} params={params} hasAny={hasAny} mayCreate={mayCreate} />}
      >
        <DataTable caption={t("caption")} columns={columns} rows={[...rows]} rowId={rowId} />
        <ListFoot
          text={t("foot", { count: rows.length })}
          newest={params.after ? routes.escrow(slug, query) : undefined}
          next={list.data?.has_more ? routes.escrow(slug, { ...query, after: rows.at(-1)?.id }) : undefined}
        />
      </ListBody>
    </>
  );
}
