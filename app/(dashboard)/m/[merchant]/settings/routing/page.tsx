import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Icon } from "@/app/_components/icons";
import { NotAllowed } from "@/app/_components/lists/not-allowed";
import { Link } from "@/app/_components/ui/link";
import { PageHead } from "@/app/_components/ui/page-head";
import { routes } from "@/app/_lib/routes";
import { requireMerchant } from "@/lib/auth/require-merchant";
import { listRoutingRules } from "@/lib/checkout/routing/queries";
import { listProviderAccounts } from "@/lib/settings/accounts.queries";
import { RefreshOnChange } from "../../_components/refresh-on-change";
import { AddRuleButton } from "./_components/add-rule-button";
import { RuleList } from "./_components/rule-list";

type PageProps = { params: Promise<{ merchant: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("routing");
  return { title: t("title") };
}

/** Which account a payment goes to: the merchant's rules in their order, then every other account. */
export default async function RoutingPage({ params }: PageProps) {
  const [{ merchant: slug }, t] = await Promise.all([params, getTranslations()]);
  const context = await requireMerchant(slug);
  if (!context.can("payments:read-all")) return <NotAllowed role={context.user.role} />;
  const [rules, all] = await Promise.all([listRoutingRules(context), listProviderAccounts(context)]);
  const accounts = all.map(({ id, label }) => ({ id, label }));
  const mayChange = context.can("provider-accounts:write") && accounts.length > 0;
  return (
    <>
      <RefreshOnChange />
      <nav className="crumb" aria-label={t("common.you_are_here")}>
        <Link href={routes.settings(slug)}>{t("audit.settings.title")}</Link>
        <Icon name="right" />
        <span aria-current="page">{t("routing.title")}</span>
      </nav>
      <PageHead
        title={t("routing.title")}
        note={t("routing.note")}
        actions={mayChange ? <AddRuleButton slug={slug} accounts={accounts} /> : null}
      />
      {context.can("provider-accounts:write") ? null : <p className="hint mb-4">{t("routing.read_only")}</p>}
      <RuleList
        slug={slug}
        rules={rules}
        accounts={accounts}
        mayChange={mayChange}
        now={context.clock.now().toISOString()}
      />
    </>
  );
}
