import { useLocale, useTranslations } from "next-intl";
import { Icon, type IconName } from "@/app/_components/icons";
import { routes } from "@/app/_lib/routes";
import { dayAndMinute, exactTime } from "@/app/_lib/time-format";
import type { PayPage } from "@/lib/checkout/schemas";
import { NoScriptRefresh } from "./parts/no-script-refresh";
import { Tell } from "./parts/tell";
import { Verdict } from "./parts/verdict";
import { WatchResult } from "./parts/watch-result";
import { telephone } from "./pay-frame";

type Closed = Exclude<PayPage, { kind: "offer" | "redirecting" | "checking" | "paid" | "failed" | "checkout" }>;

const LOOK: Record<Closed["kind"], { icon: IconName; tone: string }> = {
  expired: { icon: "clock", tone: "off" },
  used_up: { icon: "link", tone: "off" },
  cancelled: { icon: "stDrop", tone: "off" },
  already_paid: { icon: "stPaid", tone: "paid" },
  in_progress: { icon: "stWait", tone: "wait" },
  held: { icon: "stWait", tone: "info" },
  released: { icon: "stDrop", tone: "off" },
  too_many: { icon: "alert", tone: "fail" },
  preparing: { icon: "stInfo", tone: "info" },
  not_created: { icon: "stFail", tone: "off" },
  not_found: { icon: "search", tone: "off" },
};

const clockOf = (iso: string, locale: string): string => exactTime(iso, locale).clock.slice(0, 5);

function useMeta(page: Closed): string | undefined {
  const t = useTranslations("pay");
  const locale = useLocale();
  if (page.kind === "expired") return t("expired.meta", { time: dayAndMinute(page.expiresAt, locale) });
  if (page.kind === "cancelled" || page.kind === "held" || page.kind === "released")
    return dayAndMinute(page.at, locale);
  if (page.kind === "already_paid")
    return [dayAndMinute(page.paidAt, locale), page.cardLast4 ? `•••• ${page.cardLast4}` : ""]
      .filter(Boolean)
      .join(" · ");
  if (page.kind === "in_progress") return t("in_progress.meta", { time: clockOf(page.since, locale) });
  if (page.kind === "too_many") return t("too_many.meta", { time: clockOf(page.opensAt, locale) });
  if (page.kind === "not_found") return t("not_found.meta");
  return undefined;
}

function Actions({ page, token }: { page: Closed; token: string }) {
  const t = useTranslations("pay");
  if (page.kind === "already_paid") {
    return (
      <a className="payer-button is-go" href={routes.pay(page.receiptToken)}>
        {t("already_paid.action")}
      </a>
    );
  }
  if (page.kind === "in_progress") {
    return (
      <a className="payer-button is-go" href={routes.pay(page.resultToken ?? token)}>
        {t("in_progress.action")}
      </a>
    );
  }
  if (page.kind === "preparing" || page.kind === "not_found") {
    return (
      <a className="payer-button" href={routes.pay(token)}>
        <Icon name="refresh" />
        {page.kind === "preparing" ? t("refresh") : t("not_found.action")}
      </a>
    );
  }
  if (!page.merchant.phone) return null;
  return (
    <a className="payer-button" href={telephone(page.merchant.phone)}>
      {t("call")}
    </a>
  );
}

/** What may be said of the money: "not charged" only where every try is known to be dead. */
function moneyKey(page: Closed): string {
  if (page.kind === "too_many" && page.openTry) return "too_many.money_open";
  return "wasPaid" in page && page.wasPaid ? `${page.kind}.money_paid` : `${page.kind}.money`;
}

/** Every end of a link. Strangers see no amount, no card, no name of a payer. */
export function ClosedPage({ page, token }: { page: PayPage; token: string }) {
  if (page.kind in LOOK) return <ClosedBody page={page as Closed} token={token} />;
  return null;
}

function ClosedBody({ page, token }: { page: Closed; token: string }) {
  const t = useTranslations("pay");
  const locale = useLocale();
  const look = LOOK[page.kind];
  const meta = useMeta(page);
  const waits = page.kind === "preparing" || page.kind === "in_progress";
  const amount = "amount" in page ? page.amount : undefined;
  return (
    <div className={`payer-stack tone-set-${look.tone}`}>
      {waits ? <NoScriptRefresh /> : null}
      <Verdict icon={look.icon} title={t(`${page.kind}.title`)} {...(amount === undefined ? {} : { amount })}>
        {meta ? <p className="payer-quiet">{meta}</p> : null}
      </Verdict>
      <Tell
        rows={[
          {
            name: t("money"),
            text: t(moneyKey(page)),
            isMoney: true,
            note: page.kind === "used_up" ? t("used_up.money_note") : undefined,
          },
          {
            name: t("now"),
            text: t(`${page.kind}.now`, page.kind === "too_many" ? { time: clockOf(page.opensAt, locale) } : {}),
          },
        ]}
      />
      <div className="payer-actions">
        <Actions page={page} token={token} />
      </div>
      {waits ? (
        <WatchResult token={page.kind === "in_progress" ? (page.resultToken ?? token) : token} kind={page.kind} />
      ) : null}
    </div>
  );
}
