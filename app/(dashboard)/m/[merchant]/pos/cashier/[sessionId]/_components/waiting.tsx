"use client";

import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Icon } from "@/app/_components/icons";
import { Money } from "@/app/_components/money";
import { RefusalNote } from "@/app/_components/refunds/refusal-note";
import { Button } from "@/app/_components/ui/button";
import { exactTime } from "@/app/_lib/time-format";
import type { PosSaleView } from "@/lib/pos/board/schemas";
import { useProductClock } from "../../../_components/sale/product-clock";
import { clockText, ringTone, shareGone } from "../../../_components/sale/stopwatch";
import { usePosAction } from "../../../_components/sale/use-pos-action";
import { askPosSaleAction, cancelPosSaleAction, openPosAppAction } from "../../../actions";

type WaitingProps = { slug: string; sale: PosSaleView; qr: ReactNode };

const WHOLE = 100;
const RADIUS = 92;
/** A reader of screens is told once, half a minute before the end. */
const ANNOUNCE_MS = 30_000;

function Ring({ sale }: { sale: PosSaleView }) {
  const t = useTranslations("pos.cashier.wait");
  const now = useProductClock();
  const share = shareGone(now, sale.created_at, sale.deadline_at);
  const left = Date.parse(sale.deadline_at) - now;
  const isOver = share >= 1;
  const time = isOver ? clockText(now - Date.parse(sale.created_at)) : clockText(left + 999);
  return (
    <div className={`wait-ring ring-${ringTone(share)}`}>
      <svg viewBox="0 0 200 200" aria-hidden="true">
        <circle className="ring-track" cx="100" cy="100" r={RADIUS} />
        <circle
          className="ring-value"
          cx="100"
          cy="100"
          r={RADIUS}
          pathLength={WHOLE}
          strokeDasharray={`${Math.round((1 - share) * WHOLE) || WHOLE} ${WHOLE}`}
          transform="rotate(-90 100 100)"
        />
      </svg>
      <p role="timer" aria-label={isOver ? t("timer_over") : t("timer", { time })}>
        <span className="wait-time">{time}</span>
        <span className="text-ink-2">{t(isOver ? "past" : "left")}</span>
      </p>
      <span className="sr-only" role="status">
        {!isOver && left <= ANNOUNCE_MS ? t("announce", { time: clockText(ANNOUNCE_MS) }) : ""}
      </span>
    </div>
  );
}

function Steps({ sale }: { sale: PosSaleView }) {
  const t = useTranslations("pos.cashier.wait");
  const locale = useLocale();
  const clock = (iso: string | null) => (iso === null ? null : exactTime(iso, locale).clock);
  const hasApp = sale.opened_at !== null;
  const steps = [
    { name: t("step_started"), time: clock(sale.initiated_at ?? sale.created_at), isHere: false },
    { name: t("step_app"), time: clock(sale.opened_at), isHere: !hasApp },
    { name: t("step_card"), time: clock(sale.hinted_at), isHere: hasApp },
  ];
  return (
    <ol className="wait-steps" aria-label={t("steps")}>
      {steps.map(({ name, time, isHere }) => (
        <li key={name} className={isHere ? "is-here" : undefined} aria-current={isHere ? "step" : undefined}>
          {name}
          <span>{time ?? t(isHere ? "now" : "later")}</span>
        </li>
      ))}
    </ol>
  );
}

/** The way into the provider's app: a button on the phone that takes the card, a code for every other device. */
function AppDoor({ slug, sale, qr }: WaitingProps) {
  const t = useTranslations("pos.cashier.wait");
  if (sale.deeplink_url === null) return null;
  return (
    <div className="app-door">
      <div className="app-code">
        {qr}
        <p className="hint">{t("scan")}</p>
      </div>
      <a
        className="button button-primary cash-button"
        href={sale.deeplink_url}
        onClick={() => void openPosAppAction(slug, sale.id).catch(() => undefined)}
      >
        <Icon name="pos" large />
        {t("open_app")}
      </a>
      <p className="hint">{t("open_note")}</p>
    </div>
  );
}

function wordsOf(sale: PosSaleView, isOver: boolean) {
  if (isOver) return { title: "over", text: "over_text" } as const;
  if (sale.status === "verifying") return { title: "verifying", text: "verifying_text" } as const;
  if (sale.status === "authorising" || sale.status === "ready") {
    return { title: "starting", text: "starting_text" } as const;
  }
  return { title: "waiting", text: "hold" } as const;
}

/** The amount, the time that is left, what the customer does, and the way into the app. */
export function Waiting({ slug, sale, qr }: WaitingProps) {
  const t = useTranslations("pos");
  const now = useProductClock();
  const { run, busy, refusal } = usePosAction(slug);
  const isOver = shareGone(now, sale.created_at, sale.deadline_at) >= 1;
  const words = wordsOf(sale, isOver);
  return (
    <div className="wait">
      <p className="cash-huge">
        <Money minorUnits={sale.amount} />
      </p>
      <p className="text-ink-2">
        {sale.installments > 1 ? t("installments", { count: sale.installments }) : t("single")}
        {" · "}
        <span className="mono">{sale.reference_no ?? sale.provider_reference}</span>
      </p>
      <Ring sale={sale} />
      <div role="status">
        <h1 className="wait-title">{t(`cashier.wait.${words.title}`)}</h1>
        <p className="text-ink-2">{t(`cashier.wait.${words.text}`)}</p>
      </div>
      <Steps sale={sale} />
      {isOver || sale.status === "verifying" ? null : <AppDoor slug={slug} sale={sale} qr={qr} />}
      <div className="cash-actions">
        <RefusalNote text={refusal} />
        {sale.allowed_actions.ask.allowed ? (
          <Button
            className="cash-button"
            busy={busy === "ask"}
            onClick={() => run("ask", () => askPosSaleAction(slug, sale.id))}
          >
            <Icon name="refresh" />
            {t("cashier.wait.ask")}
          </Button>
        ) : null}
        {sale.allowed_actions.cancel.allowed ? (
          <>
            <Button
              className="cash-button"
              busy={busy === "cancel"}
              onClick={() => run("cancel", () => cancelPosSaleAction(slug, sale.id))}
            >
              {t("cashier.wait.cancel")}
            </Button>
            <p className="hint">{t("cashier.wait.cancel_note")}</p>
          </>
        ) : null}
      </div>
    </div>
  );
}
