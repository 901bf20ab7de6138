import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NotAllowed } from "@/app/_components/lists/not-allowed";
import { PageHead } from "@/app/_components/ui/page-head";
import { istanbulToday } from "@/app/_lib/istanbul-day";
import { requireMerchant } from "@/lib/auth/require-merchant";
import { getBalance } from "@/lib/ledger/queries";
import { RefreshOnChange } from "../_components/refresh-on-change";
import { AccountTable } from "./_components/account-table";
import { Arrivals } from "./_components/arrivals";
import { BalanceNumbers } from "./_components/balance-numbers";
import { HeldMoney } from "./_components/held-money";
import { Terms } from "./_components/terms";

type PageProps = { params: Promise<{ merchant: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("balance");
  return { title: t("title") };
}

export default async function BalancePage({ params }: PageProps) {
  const [{ merchant: slug }, t] = await Promise.all([params, getTranslations("balance")]);
  const context = await requireMerchant(slug);
  if (!context.can("payments:read-all")) return <NotAllowed role={context.user.role} />;

  const balance = await getBalance(context);
  const today = istanbulToday(context.clock.now());
  return (
    <>
      <RefreshOnChange />
      <PageHead title={t("title")} note={t("note")} />
      <div className="balance">
        <BalanceNumbers balance={balance} />
        <div className="detail-grid">
          <div className="detail-work">
            <Arrivals slug={slug} today={today} balance={balance} />
            <AccountTable balance={balance} />
          </div>
          <div className="detail-work">
            <HeldMoney slug={slug} balance={balance} />
            <Terms slug={slug} today={today} terms={balance.terms} mayEdit={context.can("provider-accounts:write")} />
          </div>
        </div>
      </div>
    </>
  );
}
