import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Icon } from "@/app/_components/icons";
import { NotAllowed } from "@/app/_components/lists/not-allowed";
import { Link } from "@/app/_components/ui/link";
import { EmptyState } from "@/app/_components/ui/lists/empty-state";
import { PageHead } from "@/app/_components/ui/page-head";
import { routes } from "@/app/_lib/routes";
import { requireMerchant } from "@/lib/auth/require-merchant";
import { userNames } from "@/lib/auth/user-names.system";
import { env } from "@/lib/runtime/env";
import { listProviderAccounts } from "@/lib/settings/accounts.queries";
import { listProviderMembers } from "@/lib/settings/members/queries";
import { AccountPanel } from "./_components/account-panel";
import { AddAccountButton } from "./_components/add-account-button";

const ENVIRONMENTS = ["sandbox", "provider_test", "live"] as const;

type PageProps = { params: Promise<{ merchant: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("accounts");
  return { title: t("title") };
}

/** The providers' accounts, and how a card reaches each of them. */
export default async function AccountsPage({ params }: PageProps) {
  const [{ merchant: slug }, t] = await Promise.all([params, getTranslations()]);
  const context = await requireMerchant(slug);
  if (!context.can("payments:read-all")) return <NotAllowed role={context.user.role} />;
  const accounts = await listProviderAccounts(context);
  const members = await listProviderMembers(context);
  const names = await userNames(
    context.merchantId,
    accounts.flatMap(({ acknowledged }) => (acknowledged ? [acknowledged.by] : [])),
  );
  const { sandboxEnabled, EGRESS_ADDRESSES: egress } = env();
  const environments = sandboxEnabled ? ENVIRONMENTS : ENVIRONMENTS.slice(1);
  const mayChange = context.can("provider-accounts:write");
  return (
    <>
      <nav className="crumb" aria-label={t("common.you_are_here")}>
        <Link href={routes.settings(slug)}>{t("audit.settings.title")}</Link>
        <Icon name="right" />
        <span aria-current="page">{t("accounts.title")}</span>
      </nav>
      <PageHead
        title={t("accounts.title")}
        note={t("accounts.note")}
        actions={mayChange ? <AddAccountButton slug={slug} environments={environments} /> : undefined}
      />
      {accounts.length === 0 ? (
        <div className="panel mb-4">
          <EmptyState kind="nothing_yet" title={t("accounts.none_title")} text={t("accounts.none_text")} />
        </div>
      ) : null}
      <p className="note mb-4">
        <Icon name="info" />
        <span>
          {t("accounts.egress")}{" "}
          {egress.length === 0 ? null : t("accounts.egress_known", { addresses: egress.join(", ") })}
        </span>
      </p>
      {mayChange ? null : <p className="hint mb-4">{t("accounts.read_only")}</p>}
      <div className="grid gap-4">
        {accounts.map((account) => (
          <AccountPanel
            key={account.id}
            slug={slug}
            account={account}
            acknowledgedBy={account.acknowledged ? (names.get(account.acknowledged.by) ?? null) : null}
            members={members.filter(({ provider_account_id: id }) => id === account.id)}
            mayChange={mayChange}
          />
        ))}
      </div>
    </>
  );
}
