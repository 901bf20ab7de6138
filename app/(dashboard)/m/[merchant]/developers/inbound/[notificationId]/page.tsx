import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Icon } from "@/app/_components/icons";
import { NotAllowed } from "@/app/_components/lists/not-allowed";
import { ButtonLink } from "@/app/_components/ui/button";
import { Link } from "@/app/_components/ui/link";
import { PageHead } from "@/app/_components/ui/page-head";
import { orNotFound } from "@/app/_lib/or-not-found";
import { routes } from "@/app/_lib/routes";
import { requireMerchant } from "@/lib/auth/require-merchant";
import { getNotification } from "@/lib/webhooks/inbox/queries";
import { NotificationPanels } from "../_components/notification-panels";
import { VerdictBadge } from "../_components/verdict-badge";

type PageProps = { params: Promise<{ merchant: string; notificationId: string }> };

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const [t, { notificationId }] = await Promise.all([getTranslations("inbound.detail"), params]);
  return { title: t("title", { id: notificationId.slice(-8) }) };
}

export default async function NotificationPage({ params }: PageProps) {
  const [{ merchant: slug, notificationId }, t] = await Promise.all([params, getTranslations()]);
  const context = await requireMerchant(slug);
  if (!context.can("developer:read")) return <NotAllowed role={context.user.role} />;

  const notification = await orNotFound(getNotification(context, notificationId));
  const title = t("inbound.detail.title", { id: notification.id.slice(-8) });
  return (
    <>
      <nav className="crumb" aria-label={t("common.you_are_here")}>
        <Link href={routes.inbound(slug)}>{t("inbound.title")}</Link>
        <Icon name="right" />
        <span aria-current="page">{title}</span>
      </nav>
      <PageHead
        title={title}
        note={<VerdictBadge status={notification.status} />}
        actions={
          <ButtonLink tone="primary" href={routes.replay(slug, { id: notification.id })}>
            <Icon name="eye" />
            {t("inbound.detail.try")}
          </ButtonLink>
        }
      />
      <NotificationPanels slug={slug} notification={notification} />
    </>
  );
}
