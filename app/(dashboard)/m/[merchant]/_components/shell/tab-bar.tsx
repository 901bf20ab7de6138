import { useTranslations } from "next-intl";
import { TabBarLinks } from "./nav-links";

export function TabBar({ slug, mayCreate, readsAll }: { slug: string; mayCreate: boolean; readsAll: boolean }) {
  const t = useTranslations("shell");
  return (
    <nav className="tabbar" aria-label={t("bottom_menu")}>
      <TabBarLinks slug={slug} mayCreate={mayCreate} readsAll={readsAll} />
    </nav>
  );
}
