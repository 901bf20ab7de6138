import { useTranslations } from "next-intl";
import { SkeletonRows } from "@/app/_components/ui/lists/skeleton";
import { PageHead } from "@/app/_components/ui/page-head";

export default function JobsLoading() {
  const t = useTranslations();
  return (
    <>
      <PageHead title={t("jobs.title")} note={t("jobs.note")} />
      <div className="filter-bar" aria-hidden="true">
        <div className="filter-search input-group" />
      </div>
      <div className="panel panel-flush">
        <SkeletonRows rows={6} label={t("common.loading")} />
      </div>
    </>
  );
}
