import { useTranslations } from "next-intl";
import { ExactTime } from "@/app/_components/exact-time";
import { TrustBars } from "@/app/_components/trust-bars";
import { Fact } from "@/app/_components/ui/facts";
import { Link } from "@/app/_components/ui/link";
import { Panel } from "@/app/_components/ui/panel";
import { routes } from "@/app/_lib/routes";
import type { NotificationDetail, NotificationEffect } from "@/lib/webhooks/inbox/schemas";
import { useReasonText } from "./reason-text";

type NotificationProps = { slug: string; notification: NotificationDetail };

function hrefOf(slug: string, { subject_kind, subject_id }: NotificationDetail) {
  if (subject_id === null) return undefined;
  if (subject_kind === "paylink") return routes.paylink(slug, subject_id);
  return subject_kind === "pos_session" ? routes.posSale(slug, subject_id) : undefined;
}

function Facts({ slug, notification }: NotificationProps) {
  const t = useTranslations("inbound");
  const reasonOf = useReasonText();
  const href = hrefOf(slug, notification);
  return (
    <dl className="facts panel-body">
      <Fact name={t("detail.provider")}>{t(`provider.${notification.provider}`)}</Fact>
      <Fact name={t("detail.source")}>{t(`source.${notification.source}`)}</Fact>
      <Fact name={t("detail.received")}>
        <ExactTime iso={notification.created_at} form="full" />
      </Fact>
      <Fact name={t("detail.last")}>
        <ExactTime iso={notification.last_received_at} form="full" />
      </Fact>
      <Fact name={t("detail.deliveries")}>{notification.deliveries}</Fact>
      <Fact name={t("detail.address")}>
        {notification.address ? <span className="mono">{notification.address}</span> : null}
      </Fact>
      <Fact name={t("detail.type")}>{notification.content_type}</Fact>
      <Fact name={t("detail.trust")}>
        <TrustBars trust={notification.trust} />
      </Fact>
      <Fact name={t("detail.reason")}>{reasonOf(notification.reason)}</Fact>
      <Fact name={t("detail.about")}>
        {t(`subject.${notification.subject_kind ?? "none"}`)}{" "}
        {href ? (
          <Link className="link" href={href}>
            {t("detail.open")}
          </Link>
        ) : null}
      </Fact>
      <Fact name={t("detail.hash")}>
        <span className="mono break-all">{notification.body_sha256 ?? t("detail.not_read")}</span>
      </Fact>
    </dl>
  );
}

function Effect({ slug, effect }: { slug: string; effect: NotificationEffect }) {
  const t = useTranslations();
  const code = effect.action.replaceAll(".", "_");
  const known = [`timeline.code.${code}`, `audit.did.${code}`].find((key) => t.has(key));
  const words = known ? t(known) : effect.action;
  return (
    <li className="flex flex-wrap justify-between gap-3 py-2">
      <span>
        {words}{" "}
        {effect.payment_id ? (
          <Link className="link" href={routes.payment(slug, effect.payment_id)}>
            {t("inbound.detail.open")}
          </Link>
        ) : null}
      </span>
      <ExactTime iso={effect.at} form="short" />
    </li>
  );
}

/** What happened, what it means for the money, how it came, its text, and what it led to. */
export function NotificationPanels({ slug, notification }: NotificationProps) {
  const t = useTranslations("inbound");
  const { status, body, effects } = notification;
  return (
    <div className="grid gap-5">
      <p className="max-w-160">
        <b className="font-semibold">{t(`means.${status}.title`)}</b> {t(`means.${status}.text`)}
      </p>
      <Panel id="how-it-came" title={t("detail.facts")}>
        <Facts slug={slug} notification={notification} />
      </Panel>
      <Panel id="what-it-led-to" title={t("detail.effects")}>
        <div className="panel-body">
          {effects.length === 0 ? (
            <p className="text-ink-2">{t("detail.no_effects")}</p>
          ) : (
            <ul>
              {effects.map((effect) => (
                <Effect key={`${effect.at} ${effect.action} ${effect.subject_id}`} slug={slug} effect={effect} />
              ))}
            </ul>
          )}
        </div>
      </Panel>
      <Panel id="its-text" title={t("detail.body")}>
        <div className="panel-body grid gap-3">
          <p className="hint">{t("detail.body_note")}</p>
          {body === "" ? (
            <p>{t("detail.no_body")}</p>
          ) : (
            <pre className="mono text-12 whitespace-pre-wrap break-all">{body}</pre>
          )}
        </div>
      </Panel>
    </div>
  );
}
