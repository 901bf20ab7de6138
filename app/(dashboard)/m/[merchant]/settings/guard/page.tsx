import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Icon } from "@/app/_components/icons";
import { NotAllowed } from "@/app/_components/lists/not-allowed";
import { Link } from "@/app/_components/ui/link";
import { EmptyState } from "@/app/_components/ui/lists/empty-state";
import { PageHead } from "@/app/_components/ui/page-head";
import { Panel } from "@/app/_components/ui/panel";
import { routes } from "@/app/_lib/routes";
import { requireMerchant } from "@/lib/auth/require-merchant";
import { userNames } from "@/lib/auth/user-names.system";
import { listFreezes, type PaymentFreeze } from "@/lib/checkout/guard/queries";
import { RefreshOnChange } from "../../_components/refresh-on-change";
import { FreezeRow } from "./_components/freeze-row";

type PageProps = { params: Promise<{ merchant: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("guard");
  return { title: t("title") };
}

/** What the guard against card testing stopped, and letting it go on. */
export default async function GuardPage({ params }: PageProps) {
  const [{ merchant: slug }, t] = await Promise.all([params, getTranslations()]);
  const context = await requireMerchant(slug);
  if (!context.can("payments:read-all")) return <NotAllowed role={context.user.role} />;
  const freezes = await listFreezes(context);
  const names = await userNames(
    context.merchantId,
    freezes.flatMap(({ lifted_by }) => (lifted_by ? [lifted_by] : [])),
  );
  const mayLift = context.can("provider-accounts:write");
  const row = (freeze: PaymentFreeze) => (
    <FreezeRow
      key={freeze.id}
      slug={slug}
      freeze={freeze}
      liftedBy={freeze.lifted_by ? (names.get(freeze.lifted_by) ?? null) : null}
      mayLift={mayLift}
    />
  );
  const live = freezes.filter(({ is_live }) => is_live);
  const over = freezes.filter(({ is_live }) => !is_live);
  return (
    <>
      <RefreshOnChange />
      <nav className="crumb" aria-label={t("common.you_are_here")}>
        <Link href={routes.settings(slug)}>{t("audit.settings.title")}</Link>
        <Icon name="right" />
        <span aria-current="page">{t("guard.title")}</span>
      </nav>
      <PageHead title={t("guard.title")} note={t("guard.description")} />
      <div className="grid gap-4">
        <Panel id="live" title={t("guard.live")}>
          {live.length === 0 ? (
            <EmptyState kind="nothing_yet" title={t("guard.none_title")} text={t("guard.none_text")} />
          ) : (
            <ul>{live.map(row)}</ul>
          )}
        </Panel>
        {over.length > 0 ? (
          <Panel id="over" title={t("guard.over")}>
            <ul>{over.map(row)}</ul>
          </Panel>
        ) : null}
      </div>
    </>
  );
}
