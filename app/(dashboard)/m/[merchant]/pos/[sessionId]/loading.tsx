import { useTranslations } from "next-intl";
import { Skeleton, SkeletonRows } from "@/app/_components/ui/lists/skeleton";

export default function SaleLoading() {
  const t = useTranslations("common");
  return (
    <div role="status" aria-label={t("loading")}>
      <h1 className="sr-only">{t("loading")}</h1>
      <div className="crumb">
        <Skeleton width="lg" />
      </div>
      <div className="detail-head">
        <div>
          <p className="link-title flex items-center">
            <Skeleton width="lg" className="h-6" />
          </p>
          <p className="detail-state h-5">
            <Skeleton width="lg" />
          </p>
        </div>
      </div>
      <div className="detail-grid">
        <div className="detail-work">
          <div className="panel h-25" />
          <div className="panel">
            <SkeletonRows rows={6} label={t("loading")} />
          </div>
        </div>
        <div className="panel h-96" />
      </div>
    </div>
  );
}
