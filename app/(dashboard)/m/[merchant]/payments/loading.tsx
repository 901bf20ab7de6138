import { useTranslations } from "next-intl";
import { Skeleton, SkeletonRows } from "@/app/_components/ui/lists/skeleton";
import { PageHead } from "@/app/_components/ui/page-head";
import { TILES } from "./list-params";

const ROWS = 12;

export default function PaymentsLoading() {
  const t = useTranslations();
  return (
    <>
      <PageHead title={t("payments.title")} />
      <div className="tiles" aria-hidden="true">
        {TILES.map((tile) => (
          <div key={tile} className="tile">
            <span className="tile-name">{t(`payments.tile.${tile}`)}</span>
            <span className="tile-count flex items-center">
              <Skeleton width="xs" className="h-4" />
            </span>
            <span className="tile-sum flex h-4 items-center">
              <Skeleton width="sm" />
            </span>
          </div>
        ))}
      </div>
      <div className="filter-bar" aria-hidden="true">
        <div className="filter-search input-group" />
      </div>
      <div className="panel panel-flush">
        <div className="h-8 border-b border-line bg-surface-2 max-md:hidden" />
        <SkeletonRows rows={ROWS} label={t("common.loading")} />
      </div>
    </>
  );
}
