import { useTranslations } from "next-intl";
import { Link } from "@/app/_components/ui/link";
import { routes } from "@/app/_lib/routes";

const PAYPOS = "https://play.google.com/store/apps/details?id=com.provisionpay.softpos.paynet";

type NeedsProps = {
  slug: string;
  maySeeAccounts: boolean;
  /** The addresses this server's calls come from; empty where nobody told it. */
  egress: readonly string[];
};

/** Said before the first sale: the phone, the app, and what the provider's panel must know. */
export function Needs({ slug, maySeeAccounts, egress }: NeedsProps) {
  const t = useTranslations("pos.cashier.needs");
  return (
    <section className="panel" aria-labelledby="pos-needs">
      <div className="panel-head">
        <h2 className="panel-title" id="pos-needs">
          {t("title")}
        </h2>
      </div>
      <ol className="needs panel-body">
        <li>{t("phone")}</li>
        <li>
          {t("app")}{" "}
          <a className="link" href={PAYPOS} target="_blank" rel="noreferrer noopener">
            {t("app_live")}
          </a>
          . {t("app_test")}
        </li>
        <li>
          {t("panel")} {egress.length === 0 ? t("egress") : t("egress_known", { addresses: egress.join(", ") })}{" "}
          {maySeeAccounts ? (
            <Link className="link" href={routes.accounts(slug)}>
              {t("accounts")}
            </Link>
          ) : null}
        </li>
      </ol>
    </section>
  );
}
