import { useTranslations } from "next-intl";
import { SkeletonRows } from "@/app/_components/ui/lists/skeleton";
import { PageHead } from "@/app/_components/ui/page-head";

export default function GuardLoading() {
  const t = useTranslations();
  return (
    <>
      <PageHead title={t("guard.title")} note={t("guard.description")} />
      <div className="panel panel-flush">
        <SkeletonRows rows={6} label={t("common.loading")} />
      </div>
    </>
  );
}
