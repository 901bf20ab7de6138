import { useTranslations } from "next-intl";
import { SkeletonRows } from "@/app/_components/ui/lists/skeleton";
import { PageHead } from "@/app/_components/ui/page-head";

export default function EscrowLoading() {
  const t = useTranslations();
  return (
    <>
      <PageHead title={t("escrow.title")} note={t("escrow.note")} />
      <div className="case-tabs h-20" aria-hidden="true" />
      <div className="panel panel-flush">
        <div className="h-8 border-b border-line bg-surface-2 max-md:hidden" />
        <SkeletonRows rows={12} label={t("common.loading")} />
      </div>
    </>
  );
}
