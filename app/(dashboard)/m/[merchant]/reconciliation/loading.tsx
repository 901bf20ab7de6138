import { useTranslations } from "next-intl";
import { SkeletonRows } from "@/app/_components/ui/lists/skeleton";
import { PageHead } from "@/app/_components/ui/page-head";

const ROWS = 8;

export default function ReconciliationLoading() {
  const t = useTranslations();
  return (
    <>
      <PageHead title={t("reconciliation.title")} />
      <div className="panel panel-flush">
        <SkeletonRows rows={ROWS} label={t("common.loading")} />
      </div>
    </>
  );
}
