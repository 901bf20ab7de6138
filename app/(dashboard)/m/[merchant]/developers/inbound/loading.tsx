import { useTranslations } from "next-intl";
import { SkeletonRows } from "@/app/_components/ui/lists/skeleton";
import { PageHead } from "@/app/_components/ui/page-head";

export default function InboundLoading() {
  const t = useTranslations();
  return (
    <>
      <PageHead title={t("inbound.title")} note={t("inbound.note")} />
      <div className="panel panel-flush">
        <SkeletonRows rows={8} label={t("common.loading")} />
      </div>
    </>
  );
}
