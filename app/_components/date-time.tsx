"use client";

import { useLocale, useTranslations } from "next-intl";
import { useSyncExternalStore } from "react";
import { exactTime, relativeTime } from "../_lib/time-format";

const TICK_MS = 30_000;
const subscribe = (onTick: () => void) => {
  const timer = setInterval(onTick, TICK_MS);
  return () => clearInterval(timer);
};
const currentTick = () => Math.floor(Date.now() / TICK_MS);

/**
 * Relative in lists, exact on hover and focus (drawn by the style sheet: a list has many of these). The first paint
 * is exact, so server and browser agree.
 */
export function RelativeTime({ iso }: { iso: string }) {
  const locale = useLocale();
  const t = useTranslations("common.time");
  const tick = useSyncExternalStore(subscribe, currentTick, () => undefined);
  const exact = exactTime(iso, locale);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the exact time must be reachable by keyboard
    <time dateTime={iso} tabIndex={0} className="relative-time" data-exact={exact.full}>
      {tick === undefined ? exact.short : relativeTime(iso, tick * TICK_MS, locale, t("now"))}
    </time>
  );
}
