import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NotAllowed } from "@/app/_components/lists/not-allowed";
import { PageHead } from "@/app/_components/ui/page-head";
import { requireMerchant } from "@/lib/auth/require-merchant";
import { teamOf } from "@/lib/auth/user-names.system";
import { listCaseViews } from "@/lib/reconciliation/case-views";
import { getBoard, listRuns } from "@/lib/reconciliation/queries";
import { RefreshOnChange } from "../_components/refresh-on-change";
import { BoardFilters } from "./_components/board-filters";
import { BoardNumbers } from "./_components/board-numbers";
import { CaseList } from "./_components/case-list";
import { HeadActions } from "./_components/head-actions";
import { RunList } from "./_components/run-list";
import { parseBoardParams } from "./search-params";

type PageProps = {
  params: Promise<{ merchant: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("reconciliation");
  return { title: t("title") };
}

export default async function ReconciliationPage({ params, searchParams }: PageProps) {
  const [{ merchant: slug }, raw, t] = await Promise.all([params, searchParams, getTranslations("reconciliation")]);
  const context = await requireMerchant(slug);
  if (!context.can("reconciliation:read")) return <NotAllowed role={context.user.role} />;

  const filter = parseBoardParams(raw);
  const [board, cases, runs, team] = await Promise.all([
    getBoard(context),
    listCaseViews(context, filter),
    listRuns(context),
    teamOf(context.merchantId),
  ]);
  const mayFix = context.can("reconciliation:write");
  return (
    <>
      <RefreshOnChange />
      <PageHead title={t("title")} actions={mayFix ? <HeadActions slug={slug} /> : null} />
      <p className="mb-4 max-w-160 text-ink-2">{t("intro")}</p>
      <BoardNumbers board={board} />
      <BoardFilters slug={slug} filter={filter} board={board} />
      <CaseList slug={slug} filter={filter} cases={cases.data} hasMore={cases.has_more} mayFix={mayFix} team={team} />
      <RunList runs={runs.data} />
    </>
  );
}
