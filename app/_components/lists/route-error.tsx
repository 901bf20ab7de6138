"use client";

import { useTranslations } from "next-intl";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/lists/empty-state";

/** What a broken screen says: first that money is safe, then what to do, then the code to quote. */
export function RouteError({ digest, retry }: { digest: string | undefined; retry: () => void }) {
  const t = useTranslations("common");
  return (
    <div className="panel">
      <h1 className="sr-only">{t("error.title")}</h1>
      <EmptyState
        kind="error"
        title={t("error.title")}
        text={t("error.text", { code: digest ?? t("error.no_code") })}
        actions={<Button onClick={retry}>{t("try_again")}</Button>}
      />
    </div>
  );
}
