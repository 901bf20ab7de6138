import { useTranslations } from "next-intl";
import { Skeleton, SkeletonRows } from "@/app/_components/ui/lists/skeleton";
import { PageHead } from "@/app/_components/ui/page-head";

export default function HomeLoading() {
  const t = useTranslations();
  return (
    <>
      <PageHead title={t("home.title")} note={<Skeleton width="lg" className="my-1.25" />} />
      <div className="home">
        <div className="panel h-34" />
        <div className="panel h-25" />
        <div className="panel">
          <div className="panel-head">{t("home.last")}</div>
          <SkeletonRows rows={8} label={t("common.loading")} />
        </div>
      </div>
    </>
  );
}
