"use client";

import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useCallback, useRef, useState } from "react";
import { ListFoot } from "@/app/_components/lists/list-body";
import { ButtonLink } from "@/app/_components/ui/button";
import { DataTable } from "@/app/_components/ui/lists/data-table";
import { EmptyState } from "@/app/_components/ui/lists/empty-state";
import { routes } from "@/app/_lib/routes";
import type { CaseFilter, CaseView } from "@/lib/reconciliation/schemas";
import type { Fix } from "../actions";
import { useCaseColumns } from "./case-columns";
import { useBoardKeys } from "./use-board-keys";

const FixDialog = dynamic(() => import("./dialogs/fix-dialog").then((module) => module.FixDialog), { ssr: false });

type ListProps = {
  slug: string;
  filter: CaseFilter;
  cases: CaseView[];
  hasMore: boolean;
  mayFix: boolean;
  team: readonly { id: string; name: string }[];
};

function Empty({ slug, filter }: Pick<ListProps, "slug" | "filter">) {
  const t = useTranslations("reconciliation.empty");
  const isPlain = filter.status === "open" && !filter.reason && !filter.provider_account_id && !filter.starting_after;
  if (isPlain) return <EmptyState kind="nothing_yet" title={t("none_title")} text={t("none_text")} />;
  const clear = <ButtonLink href={routes.reconciliation(slug)}>{t("match_action")}</ButtonLink>;
  return <EmptyState kind="no_match" title={t("match_title")} text={t("match_text")} actions={clear} />;
}

/** The board: three sides of each difference, its reason in words, and its fixes. */
export function CaseList({ slug, filter, cases, hasMore, mayFix, team }: ListProps) {
  const t = useTranslations("reconciliation");
  const [chosen, setChosen] = useState<{ one: CaseView; fix: Fix } | undefined>();
  const board = useRef<HTMLDivElement>(null);
  useBoardKeys(board);
  const onFix = useCallback((one: CaseView, fix: Fix) => setChosen({ one, fix }), []);
  const columns = useCaseColumns({ slug, mayFix, onFix });
  const query = {
    status: filter.status === "open" ? undefined : filter.status,
    reason: filter.reason,
    account: filter.provider_account_id,
  };
  return (
    <div className="panel panel-flush mb-4" ref={board}>
      {cases.length === 0 ? (
        <Empty slug={slug} filter={filter} />
      ) : (
        <>
          <DataTable caption={t("caption")} columns={columns} rows={cases} rowId={({ id }) => id} />
          <ListFoot
            text={t("foot", { count: cases.length })}
            newest={filter.starting_after ? routes.reconciliation(slug, query) : undefined}
            next={hasMore ? routes.reconciliation(slug, { ...query, after: cases.at(-1)?.id }) : undefined}
          />
          {mayFix ? <p className="hint hidden px-4 pb-3 lg:block">{t("keys")}</p> : null}
        </>
      )}
      {chosen ? <FixDialog slug={slug} {...chosen} team={team} onClose={() => setChosen(undefined)} /> : null}
    </div>
  );
}
