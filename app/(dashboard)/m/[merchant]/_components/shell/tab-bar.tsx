import { useTranslations } from "next-intl";
import { type Reach, TabBarLinks } from "./nav-links";

export function TabBar({ slug, mayCreate, reach }: { slug: string; mayCreate: boolean; reach: Reach }) {
  const t = useTranslations("shell");
  return (
    <nav className="tabbar" aria-label={t("bottom_menu")}>
      <TabBarLinks slug={slug} mayCreate={mayCreate} reach={reach} />
    </nav>
  );
}
