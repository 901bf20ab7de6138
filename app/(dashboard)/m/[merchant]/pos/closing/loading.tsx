import { useTranslations } from "next-intl";
import { SkeletonRows } from "@/app/_components/ui/lists/skeleton";
import { PageHead } from "@/app/_components/ui/page-head";

export default function ClosingLoading() {
  const t = useTranslations("closing");
  return (
    <>
      <PageHead title={t("title")} note={t("note")} />
      <div className="panel panel-flush">
        <SkeletonRows rows={4} label={t("title")} />
      </div>
    </>
  );
}
