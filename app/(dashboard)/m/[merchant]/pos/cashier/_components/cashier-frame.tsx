import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Icon } from "@/app/_components/icons";
import { Link } from "@/app/_components/ui/link";
import { routes } from "@/app/_lib/routes";
import type { TerminalView } from "@/lib/pos/terminals/queries";

export type CashierPerson = { name: string; mode: "test" | "live" };
type FrameProps = {
  slug: string;
  person: CashierPerson;
  till: Pick<TerminalView, "name" | "branch"> | undefined;
  /** The way out: the last ten, or back to a new sale. */
  way: "last" | "sale" | "none";
  children: ReactNode;
};

/** Who stands at which till, and one way on. The rest of the product steps aside. */
export function CashierFrame({ slug, person, till, way, children }: FrameProps) {
  const t = useTranslations("pos.cashier");
  return (
    <div className="cash">
      <header className="cash-top">
        <p>
          <strong>{person.name}</strong>
          {till ? <span>{[till.name, till.branch?.name].filter(Boolean).join(", ")}</span> : null}
        </p>
        <nav aria-label={t("title")}>
          {way === "last" ? (
            <Link className="cash-link cash-to-last" href={routes.cashier(slug, { screen: "last" })}>
              <Icon name="menu" />
              {t("last_ten")}
            </Link>
          ) : null}
          {way === "sale" ? (
            <Link className="cash-link" href={routes.cashier(slug)}>
              <Icon name="left" />
              {t("new_sale")}
            </Link>
          ) : null}
          {till && way !== "none" ? (
            <Link className="cash-link" href={routes.cashier(slug, { screen: "till" })} aria-label={t("change_till")}>
              <Icon name="gear" />
            </Link>
          ) : null}
          <Link className="cash-link" href={routes.pos(slug)} aria-label={t("board")}>
            <Icon name="home" />
          </Link>
        </nav>
      </header>
      {person.mode === "test" ? <p className="cash-test">{t("test")}</p> : null}
      {children}
    </div>
  );
}
