import { useTranslations } from "next-intl";
import { SkeletonRows } from "@/app/_components/ui/lists/skeleton";
import { PageHead } from "@/app/_components/ui/page-head";

export default function AccountsLoading() {
  const t = useTranslations();
  return (
    <>
      <PageHead title={t("accounts.title")} note={t("accounts.note")} />
      <div className="panel panel-flush">
        <SkeletonRows rows={6} label={t("common.loading")} />
      </div>
    </>
  );
}
