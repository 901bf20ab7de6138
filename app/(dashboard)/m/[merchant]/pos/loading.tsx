import { useTranslations } from "next-intl";
import { Skeleton } from "@/app/_components/ui/lists/skeleton";
import { PageHead } from "@/app/_components/ui/page-head";

const COLUMNS = ["unknown", "starting", "sent", "opened", "verifying", "done"];

export default function PosLoading() {
  const t = useTranslations();
  return (
    <>
      <PageHead
        title={t("pos.title")}
        actions={<span className="button button-primary invisible">{t("pos.head.start")}</span>}
      />
      <div role="status" aria-label={t("common.loading")}>
        <div className="panel mb-5 h-20" />
        <div className="board">
          {COLUMNS.map((column) => (
            <div key={column} className="board-column">
              <Skeleton width="md" className="mb-4" />
              <div className="sale-card h-32" />
            </div>
          ))}
        </div>
      </div>
    </>
  );
}
