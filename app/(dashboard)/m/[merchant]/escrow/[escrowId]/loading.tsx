import { useTranslations } from "next-intl";
import { Skeleton } from "@/app/_components/ui/lists/skeleton";

const LINES = ["first", "second", "third", "fourth", "fifth", "sixth"];

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
          <div key={name} className={`case-${name}`}>
            <div className="panel panel-body grid gap-6">
              {LINES.map((line) => (
                <Skeleton key={line} width="full" />
              ))}
            </div>
          </div>
        ))}
      </div>
    </div>
  );
}
