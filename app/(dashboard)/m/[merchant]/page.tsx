import { getLocale, getTranslations } from "next-intl/server";
import { Icon } from "@/app/_components/icons";
import { NotAllowed } from "@/app/_components/lists/not-allowed";
import { ButtonLink } from "@/app/_components/ui/button";
import { PageHead } from "@/app/_components/ui/page-head";
import { routes } from "@/app/_lib/routes";
import { dayAndMinute } from "@/app/_lib/time-format";
import { requireMerchant } from "@/lib/auth/require-merchant";
import { DayNumbers } from "./_components/day-numbers";
import { FreezeNote } from "./_components/freeze-note";
import { LatestPayments } from "./_components/latest-payments";
import { LedgerAlarm } from "./_components/ledger-alarm";
import { NoAccount } from "./_components/no-account";
import { PosAlarmNote } from "./_components/pos-alarm-note";
import { ProviderTrouble } from "./_components/provider-trouble";
import { RefreshOnChange } from "./_components/refresh-on-change";
import { StuckJobsNote } from "./_components/stuck-jobs-note";
import { WorkList } from "./_components/work-list";
import { readHome } from "./home-view";

type PageProps = { params: Promise<{ merchant: string }> };

export default async function HomePage({ params }: PageProps) {
  const [{ merchant: slug }, t, locale] = await Promise.all([params, getTranslations("home"), getLocale()]);
  const context = await requireMerchant(slug);
  if (!context.can("payments:read")) return <NotAllowed role={context.user.role} />;

  const view = await readHome(context);
  const create = (
    <ButtonLink tone="primary" href={routes.newPaylink(slug)}>
      <Icon name="plus" />
      {t("create")}
    </ButtonLink>
  );
  return (
    <>
      <RefreshOnChange />
      <PageHead
        title={t("title")}
        note={dayAndMinute(view.now, locale)}
        actions={view.canSell && context.can("paylinks:write") ? create : null}
      />
      <FreezeNote slug={slug} context={context} />
      <PosAlarmNote slug={slug} context={context} />
      <ProviderTrouble context={context} />
      <div className="home">
        {context.can("refunds:request") ? <LedgerAlarm merchantId={context.merchantId} /> : null}
        {context.can("jobs:redrive") ? <StuckJobsNote slug={slug} context={context} /> : null}
        <WorkList slug={slug} view={view} />
        <DayNumbers view={view} />
        {view.canSell ? (
          <LatestPayments slug={slug} payments={view.latest} mayCreate={context.can("paylinks:write")} />
        ) : (
          <NoAccount slug={slug} mayAdd={context.can("provider-accounts:write")} />
        )}
      </div>
    </>
  );
}
