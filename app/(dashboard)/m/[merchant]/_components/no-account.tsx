import { useTranslations } from "next-intl";
import { ButtonLink } from "@/app/_components/ui/button";
import { EmptyState } from "@/app/_components/ui/lists/empty-state";
import { routes } from "@/app/_lib/routes";

/** What a new shop has to do before anything else. */
export function NoAccount({ slug, mayAdd }: { slug: string; mayAdd: boolean }) {
  const t = useTranslations("home.no_account");
  return (
    <div className="panel">
      <EmptyState
        kind="nothing_yet"
        title={t("title")}
        text={t(mayAdd ? "text" : "ask")}
        actions={
          mayAdd ? (
            <ButtonLink tone="primary" href={routes.accounts(slug)}>
              {t("add")}
            </ButtonLink>
          ) : null
        }
      />
    </div>
  );
}
