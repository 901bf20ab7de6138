import { useTranslations } from "next-intl";
import { SkeletonRows } from "@/app/_components/ui/lists/skeleton";
import { PageHead } from "@/app/_components/ui/page-head";

const ROWS = 12;

export default function CheckoutsLoading() {
  const t = useTranslations();
  return (
    <>
      <PageHead
        title={t("checkouts.title")}
        actions={<span className="button button-primary invisible">{t("checkouts.create")}</span>}
      />
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
