import "@/app/_styles/message.css";
import { getTranslations } from "next-intl/server";
import { EmptyState } from "./_components/ui/lists/empty-state";

export default async function NotFound() {
  const t = await getTranslations("common.not_found");
  return (
    <main className="grid min-h-dvh place-items-center">
      <h1 className="sr-only">{t("title")}</h1>
      <EmptyState kind="no_match" title={t("title")} text={t("text")} />
    </main>
  );
}
