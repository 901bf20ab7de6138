import { useTranslations } from "next-intl";
import { Icon, Logo } from "@/app/_components/icons";
import { Link } from "@/app/_components/ui/link";
import { routes } from "@/app/_lib/routes";
import { RailLinks, type Reach } from "./nav-links";

export function Rail({ slug, mayCreate, reach }: { slug: string; mayCreate: boolean; reach: Reach }) {
  const t = useTranslations("shell");
  return (
    <nav className="rail" aria-label={t("main_menu")}>
      <Link className="brand" href={routes.home(slug)} aria-label={t("brand")}>
        <Logo />
        <span>Vezne</span>
      </Link>
      <RailLinks slug={slug} reach={reach} />
      {mayCreate ? (
        <Link className="rail-action" href={routes.newPaylink(slug)} title={t("new_paylink")}>
          <Icon name="plus" />
          <span className="rail-text">{t("new_paylink")}</span>
          <kbd>C</kbd>
        </Link>
      ) : null}
    </nav>
  );
}
