import { useTranslations } from "next-intl";
import { SkeletonRows } from "@/app/_components/ui/lists/skeleton";
import { PageHead } from "@/app/_components/ui/page-head";

const ROWS = 12;

export default function AuditLoading() {
  const t = useTranslations();
  return (
    <>
      <PageHead title={t("audit.title")} note={t("audit.note")} />
      <div className="panel h-14" />
      <div className="filter-bar" aria-hidden="true">
        <div className="filter-search input-group" />
      </div>
      <div className="panel panel-flush">
        <SkeletonRows rows={ROWS} label={t("common.loading")} />
      </div>
    </>
  );
}
