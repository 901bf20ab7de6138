"use client";

import { useTranslations } from "next-intl";
import { RelativeTime } from "@/app/_components/date-time";
import { nextClock } from "@/app/_components/escrow/case-words";
import { Icon } from "@/app/_components/icons";
import type { EscrowRow } from "@/lib/escrow/desk/escrow-view";

const SOON_MS = 48 * 3_600_000;

/** What happens by itself next, and when; amber within two days. */
export function ClockLeft({ escrow, now }: { escrow: EscrowRow; now: number }) {
  const t = useTranslations("escrow.clock");
  const clock = nextClock(escrow);
  if (!("at" in clock)) {
    return (
      <span className={clock.kind === "paused" ? "status status-fail" : "text-ink-3"}>
        {clock.kind === "paused" ? <Icon name="clock" /> : null}
        {t(clock.kind)}
      </span>
    );
  }
  const isSoon = Date.parse(clock.at) - now < SOON_MS;
  return (
    <span className="two-line">
      <span className={isSoon ? "font-medium text-wait" : undefined}>
        <RelativeTime iso={clock.at} />
      </span>
      <small>{t(clock.kind)}</small>
    </span>
  );
}
