import { useTranslations } from "next-intl";
import { TabBarLinks } from "./nav-links";

export function TabBar({ slug, mayCreate }: { slug: string; mayCreate: boolean }) {
  const t = useTranslations("shell");
  return (
    <nav className="tabbar" aria-label={t("bottom_menu")}>
      <TabBarLinks slug={slug} mayCreate={mayCreate} />
    </nav>
  );
}
