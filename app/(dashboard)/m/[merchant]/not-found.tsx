import { useTranslations } from "next-intl";
import { EmptyState } from "@/app/_components/ui/lists/empty-state";

export default function MerchantNotFound() {
  const t = useTranslations("common.not_found");
  return (
    <div className="panel">
      <h1 className="sr-only">{t("title")}</h1>
      <EmptyState kind="no_match" title={t("title")} text={t("text")} />
    </div>
  );
}
