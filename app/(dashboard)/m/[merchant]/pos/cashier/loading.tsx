import { useTranslations } from "next-intl";
import { Skeleton } from "@/app/_components/ui/lists/skeleton";

export default function CashierLoading() {
  const t = useTranslations("common");
  return (
    <div className="cash" role="status" aria-label={t("loading")}>
      <h1 className="sr-only">{t("loading")}</h1>
      <div className="cash-top">
        <Skeleton width="md" />
      </div>
      <div className="cash-page">
        <Skeleton width="lg" className="h-10" />
        <Skeleton width="full" className="h-40" />
      </div>
    </div>
  );
}
