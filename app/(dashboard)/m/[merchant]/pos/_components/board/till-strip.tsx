"use client";

import { useTranslations } from "next-intl";
import { Icon } from "@/app/_components/icons";
import { RefusalNote } from "@/app/_components/refunds/refusal-note";
import { Button } from "@/app/_components/ui/button";
import type { TerminalView } from "@/lib/pos/terminals/queries";
import { closeTerminalKeyAction, renewTerminalKeyAction } from "../../actions";
import { useProductClock } from "../sale/product-clock";
import { usePosAction } from "../sale/use-pos-action";

const MINUTE_MS = 60_000;
const HOUR_MINUTES = 60;
/** A key that ends this soon is renewed before a customer waits for it. */
const SOON_MINUTES = 30;
const AWAY_MINUTES = 15;

type Till = { slug: string; till: TerminalView; mayWrite: boolean };

function useDuration(): (minutes: number) => string {
  const t = useTranslations("pos.till");
  return (minutes) => {
    const hours = Math.floor(minutes / HOUR_MINUTES);
    if (hours === 0) return t("minutes", { minutes });
    return t("hours", { hours, minutes: minutes % HOUR_MINUTES });
  };
}

function KeyLine({ till, now }: { till: TerminalView; now: number }) {
  const t = useTranslations("pos.till");
  const duration = useDuration();
  if (till.key === null) return <span>{t("no_key")}</span>;
  if (till.key.expires_at === null) return <span>{t("key_open")}</span>;
  const minutes = Math.floor((Date.parse(till.key.expires_at) - now) / MINUTE_MS);
  if (minutes < 0) return <span>{t("key_over")}</span>;
  if (minutes >= SOON_MINUTES) return <span>{t("key", { time: duration(minutes) })}</span>;
  return (
    <span className="till-soon">
      <Icon name="clock" />
      {t("key", { time: duration(minutes) })}
    </span>
  );
}

function endsSoon({ key }: TerminalView, now: number): boolean {
  return key !== null && key.expires_at !== null && Date.parse(key.expires_at) - now < SOON_MINUTES * MINUTE_MS;
}

function TillCell({ slug, till, mayWrite }: Till) {
  const t = useTranslations("pos.till");
  const duration = useDuration();
  const now = useProductClock();
  const { run, busy, refusal } = usePosAction(slug);
  const seenMinutes =
    till.last_seen_at === null ? undefined : Math.floor((now - Date.parse(till.last_seen_at)) / MINUTE_MS);
  const isAway = seenMinutes === undefined || seenMinutes >= AWAY_MINUTES;
  const fiscal = till.is_fiscal_inquiry === null ? "fiscal_unknown" : till.is_fiscal_inquiry ? "exempt" : "bound";
  return (
    <li className={isAway ? "is-away" : undefined}>
      <b>{till.name}</b>
      <span>
        {till.branch?.name ?? t("no_branch")}, {t(fiscal)}
      </span>
      <KeyLine till={till} now={now} />
      <span>
        {seenMinutes === undefined
          ? t("never_seen")
          : seenMinutes < 1
            ? t("seen_now")
            : t("seen", { time: duration(seenMinutes) })}
      </span>
      {mayWrite && endsSoon(till, now) ? (
        <Button
          size="sm"
          busy={busy === "renew"}
          aria-label={t("renew_label", { name: till.name })}
          onClick={() => run("renew", () => renewTerminalKeyAction(slug, till.id))}
        >
          {t("renew")}
        </Button>
      ) : null}
      {mayWrite && till.key !== null ? (
        <Button
          size="sm"
          tone="ghost"
          busy={busy === "end"}
          aria-label={t("end_label", { name: till.name })}
          onClick={() => run("end", () => closeTerminalKeyAction(slug, till.id))}
        >
          {t("end")}
        </Button>
      ) : null}
      <RefusalNote text={refusal} />
    </li>
  );
}

/** The tills with what each may be asked about: where it stands, its fiscal answer, how long its key lasts. */
export function TillStrip({ slug, tills, mayWrite }: { slug: string; tills: TerminalView[]; mayWrite: boolean }) {
  const t = useTranslations("pos.till");
  if (tills.length === 0) return null;
  return (
    <section aria-label={t("list")} className="tills-frame">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls sideways must be reachable by keyboard */}
      <ul className="tills" tabIndex={0}>
        {tills.map((till) => (
          <TillCell key={till.id} slug={slug} till={till} mayWrite={mayWrite} />
        ))}
      </ul>
    </section>
  );
}
