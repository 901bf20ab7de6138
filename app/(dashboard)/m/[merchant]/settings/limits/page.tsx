import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Icon } from "@/app/_components/icons";
import { NotAllowed } from "@/app/_components/lists/not-allowed";
import { Money } from "@/app/_components/money";
import { Fact } from "@/app/_components/ui/facts";
import { Link } from "@/app/_components/ui/link";
import { PageHead } from "@/app/_components/ui/page-head";
import { Panel } from "@/app/_components/ui/panel";
import { routes } from "@/app/_lib/routes";
import { requireMerchant } from "@/lib/auth/require-merchant";
import { getLimits } from "@/lib/settings/limits/queries";
import { LimitsForm } from "./_components/limits-form";

type PageProps = { params: Promise<{ merchant: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("escrow.limits");
  return { title: t("title") };
}

/** From which amounts on a second person is asked, and who may change that. */
export default async function LimitsPage({ params }: PageProps) {
  const [{ merchant: slug }, t] = await Promise.all([params, getTranslations()]);
  const context = await requireMerchant(slug);
  if (!context.can("payments:read-all")) return <NotAllowed role={context.user.role} />;
  const limits = await getLimits(context);
  return (
    <>
      <nav className="crumb" aria-label={t("common.you_are_here")}>
        <Link href={routes.settings(slug)}>{t("audit.settings.title")}</Link>
        <Icon name="right" />
        <span aria-current="page">{t("escrow.limits.title")}</span>
      </nav>
      <PageHead title={t("escrow.limits.title")} note={t("escrow.limits.note")} />
      {context.can("provider-accounts:write") ? (
        <LimitsForm key={JSON.stringify(limits)} slug={slug} limits={limits} />
      ) : (
        <Panel id="limits-now" title={t("escrow.limits.now")} className="max-w-[560px]">
          <div className="panel-body grid gap-4">
            <dl className="facts">
              <Fact name={t("escrow.limits.refund")}>
                <Money minorUnits={limits.refund_limit} />
              </Fact>
              <Fact name={t("escrow.limits.release")}>
                <Money minorUnits={limits.release_limit} />
              </Fact>
            </dl>
            <p className="hint">{t("escrow.limits.refund_hint")}</p>
            <p className="hint">{t("escrow.limits.release_hint")}</p>
            <p className="hint">{t("escrow.limits.read_only")}</p>
          </div>
        </Panel>
      )}
    </>
  );
}
