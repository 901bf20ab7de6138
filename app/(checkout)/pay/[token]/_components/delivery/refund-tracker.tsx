import { useLocale, useTranslations } from "next-intl";
import { Icon } from "@/app/_components/icons";
import { Money } from "@/app/_components/money";
import { routes } from "@/app/_lib/routes";
import { dayAndMinute } from "@/app/_lib/time-format";
import type { PayRefund } from "@/lib/checkout/delivery/refund-page";
import { Reference } from "../parts/tell";
import { Verdict } from "../parts/verdict";
import { providerName } from "../pay-frame";
import type { Paid } from "../receipt/receipt-lines";
import { strong } from "./held-terms";

type RefundProps = { page: Paid; refund: PayRefund };

const TONES: Record<PayRefund["state"], string> = {
  started: "info",
  asking: "wait",
  accepted: "info",
  done: "refund",
  not_made: "fail",
};

function providerStep({ state }: PayRefund): "sent" | "asked" | "refused" {
  if (state === "not_made") return "refused";
  return state === "accepted" || state === "done" ? "sent" : "asked";
}

type Step = { name: string; note: string | null; look: "is-past" | "is-here" | undefined };

const LAST: Record<PayRefund["state"], number> = { started: 0, asking: 1, accepted: 1, not_made: 1, done: 2 };

function useSteps({ page, refund }: RefundProps): Step[] {
  const t = useTranslations("delivery.refund.step");
  const locale = useLocale();
  const time = (at: string | null) => (at === null ? null : dayAndMinute(at, locale));
  const values = { merchant: page.merchant.name, provider: providerName(page.provider) };
  const statement = refund.isCancel ? t("cancel_note") : t("statement_note", { descriptor: page.merchant.descriptor });
  const here = LAST[refund.state];
  const all = [
    { name: t("started", values), note: time(refund.startedAt) },
    { name: t(providerStep(refund), values), note: time(refund.sentAt) },
    {
      name: t(refund.state === "done" ? "bank" : "bank_next"),
      note: refund.state === "done" ? time(refund.endedAt) : null,
    },
    { name: t("statement"), note: statement },
  ];
  const shown = refund.state === "not_made" ? all.slice(0, 2) : all;
  return shown.map((step, index) => ({
    ...step,
    look: index < here ? "is-past" : index === here ? "is-here" : undefined,
  }));
}

/** What has happened, where it stands, what is left; a dot is filled only for what the provider itself told us. */
function Steps(props: RefundProps) {
  return (
    <ol className="payer-steps">
      {useSteps(props).map(({ name, note, look }) => (
        <li key={name} className={look} aria-current={look === "is-here" ? "step" : undefined}>
          <b>{name}</b>
          {note === null ? null : <span>{note}</span>}
        </li>
      ))}
    </ol>
  );
}

function Sums({ page }: { page: Paid }) {
  const t = useTranslations("delivery.refund");
  const left = BigInt(page.amountCharged) - BigInt(page.amountRefunded);
  const rows: [string, bigint][] = [
    [t("paid"), BigInt(page.amountCharged)],
    [t("back"), BigInt(page.amountRefunded)],
    [t("left"), left],
  ];
  return (
    <dl className="receipt">
      {rows.map(([name, amount], index) => (
        <div key={name} className={index === 2 ? "is-sum" : undefined}>
          <dt>{name}</dt>
          <dd>
            <Money minorUnits={amount} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** The newest refund of a payment, step by step. "Sent to your bank" is the last thing we can know. */
export function RefundTracker({ page, refund }: RefundProps) {
  const t = useTranslations("delivery.refund");
  const next = useTranslations("delivery.next");
  const isDone = refund.state === "done";
  return (
    <div className={`payer-stack tone-set-${TONES[refund.state]}`}>
      <Verdict
        icon={refund.state === "not_made" ? "stFail" : "stRefund"}
        title={t(`${refund.state}.title`)}
        amount={refund.amount}
      >
        {page.cardLast4 ? <p className="payer-sub">{`•••• ${page.cardLast4}`}</p> : null}
      </Verdict>
      <section className="where where-refund" aria-labelledby="where">
        <h2 className="where-title" id="where">
          {t(`${refund.state}.where`)}
        </h2>
        <p className="where-text">{t(`${refund.state}.text`)}</p>
        <Steps page={page} refund={refund} />
      </section>
      <Sums page={page} />
      {page.installments > 1 && refund.state !== "not_made" ? (
        <p className="payer-notice is-info">
          <Icon name="info" />
          <span>{t.rich("installments", { count: page.installments, ...strong })}</span>
        </p>
      ) : null}
      {isDone && refund.reference ? (
        <section aria-labelledby="unseen">
          <h2 className="payer-h2" id="unseen">
            {t("unseen")}
          </h2>
          <p className="payer-quiet">{t("unseen_text")}</p>
          <Reference label={t("number")} value={refund.reference} />
        </section>
      ) : null}
      <div className="payer-actions">
        <a className="payer-button" href={routes.pay(page.token)}>
          <Icon name="document" />
          {next("receipt")}
        </a>
      </div>
    </div>
  );
}
