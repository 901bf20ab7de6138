import { useTranslations } from "next-intl";
import { SkeletonRows } from "@/app/_components/ui/lists/skeleton";
import { PageHead } from "@/app/_components/ui/page-head";

export default function LimitsLoading() {
  const t = useTranslations();
  return (
    <>
      <PageHead title={t("escrow.limits.title")} note={t("escrow.limits.note")} />
      <div className="panel max-w-[560px]">
        <SkeletonRows rows={4} label={t("common.loading")} />
      </div>
    </>
  );
}
