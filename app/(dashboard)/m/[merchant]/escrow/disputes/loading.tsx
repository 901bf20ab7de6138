import { useTranslations } from "next-intl";
import { SkeletonRows } from "@/app/_components/ui/lists/skeleton";
import { PageHead } from "@/app/_components/ui/page-head";

export default function DisputesLoading() {
  const t = useTranslations();
  return (
    <>
      <PageHead title={t("escrow.disputes.title")} note={t("escrow.disputes.note")} />
      <div className="panel panel-flush">
        <div className="h-8 border-b border-line bg-surface-2 max-md:hidden" />
        <SkeletonRows rows={8} label={t("common.loading")} />
      </div>
    </>
  );
}
