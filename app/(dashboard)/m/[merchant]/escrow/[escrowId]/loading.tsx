import { useTranslations } from "next-intl";
import { Skeleton, SkeletonRows } from "@/app/_components/ui/lists/skeleton";

export default function CaseLoading() {
  const t = useTranslations("common");
  return (
    <div role="status" aria-label={t("loading")}>
      <div className="detail-head">
        <div className="grid gap-3">
          <Skeleton width="lg" className="h-9" />
          <Skeleton width="md" />
        </div>
      </div>
      <div className="case-grid" aria-hidden="true">
        {["ledger", "story", "side"].map((name) => (
          <div key={name} className={`panel case-${name}`}>
            <SkeletonRows rows={6} label="" />
          </div>
        ))}
      </div>
    </div>
  );
}
