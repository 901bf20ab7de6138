"use client";

import { useTranslations } from "next-intl";
import { ApiError } from "../../_lib/api-client";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/lists/empty-state";

export function ListError({ error, retry }: { error: Error; retry: () => void }) {
  const t = useTranslations("common");
  const code = error instanceof ApiError ? (error.requestId ?? error.code) : t("error.no_code");
  return (
    <EmptyState
      kind="error"
      title={t("error.list_title")}
      text={t("error.list_text", { code })}
      actions={<Button onClick={retry}>{t("try_again")}</Button>}
    />
  );
}
