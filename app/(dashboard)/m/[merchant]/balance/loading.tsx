import { useTranslations } from "next-intl";
import { SkeletonRows } from "@/app/_components/ui/lists/skeleton";
import { PageHead } from "@/app/_components/ui/page-head";

export default function BalanceLoading() {
  const t = useTranslations();
  return (
    <>
      <PageHead title={t("balance.title")} note={t("balance.note")} />
      <div className="balance">
        <div className="panel h-25" />
        <div className="detail-grid">
          <div className="panel">
            <div className="panel-head">{t("balance.arrivals.title")}</div>
            <SkeletonRows rows={6} label={t("common.loading")} />
          </div>
          <div className="panel h-60" />
        </div>
      </div>
    </>
  );
}
