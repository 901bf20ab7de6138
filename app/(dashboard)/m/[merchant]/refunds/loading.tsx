import { useTranslations } from "next-intl";
import { SkeletonRows } from "@/app/_components/ui/lists/skeleton";
import { PageHead } from "@/app/_components/ui/page-head";

const ROWS = 12;

export default function RefundsLoading() {
  const t = useTranslations();
  return (
    <>
      <PageHead title={t("refunds.title")} />
      <div className="filter-bar" aria-hidden="true">
        <div className="filter-search input-group" />
      </div>
      <div className="panel panel-flush">
        <div className="h-8 border-b border-line bg-surface-2 max-md:hidden" />
        <SkeletonRows rows={ROWS} label={t("common.loading")} />
      </div>
    </>
  );
}
