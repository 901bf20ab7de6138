const TIME_ZONE = "Europe/Istanbul";
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
const WEEK_MS = 604_800_000;

export type ExactTimeText = { full: string; short: string; moment: string; clock: string; day: string };

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(locale: string, name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale}:${name}`;
  const known =
    formatters.get(key) ??
    new Intl.DateTimeFormat(locale === "en" ? "en-GB" : "tr-TR", { timeZone: TIME_ZONE, ...options });
  formatters.set(key, known);
  return known;
}

/** Always Istanbul. `full` carries the offset, because that is the form people quote in a dispute. */
export function exactTime(iso: string, locale: string): ExactTimeText {
  const date = new Date(iso);
  const clock = formatter(locale, "clock", {
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hour12: false,
  }).format(date);
  const day = formatter(locale, "day", { day: "numeric", month: "long", year: "numeric" }).format(date);
  const short = formatter(locale, "short", {
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
    hour12: false,
  }).format(date);
  const shortDay = formatter(locale, "shortDay", { day: "numeric", month: "short" }).format(date);
  return { full: `${day} ${clock} GMT+3`, short, moment: `${shortDay} ${clock}`, clock, day };
}

/** A day without a time, e.g. of a bank: `2026-11-23`. */
export function bankDay(day: string, locale: string): { name: string; weekday: string } {
  const noon = new Date(`${day}T12:00:00+03:00`);
  return {
    name: formatter(locale, "bankDay", { day: "numeric", month: "long" }).format(noon),
    weekday: formatter(locale, "weekday", { weekday: "long" }).format(noon),
  };
}

export function dayAndMinute(iso: string, locale: string): string {
  const options = {
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hour12: false,
  } as const;
  return formatter(locale, "dayAndMinute", options).format(new Date(iso));
}

export function relativeTime(iso: string, nowMs: number, locale: string, nowWord: string): string {
  const difference = new Date(iso).getTime() - nowMs;
  const magnitude = Math.abs(difference);
  if (magnitude < MINUTE_MS) return nowWord;
  if (magnitude >= WEEK_MS) return exactTime(iso, locale).short;
  const format = new Intl.RelativeTimeFormat(locale, { numeric: "auto", style: "short" });
  if (magnitude < HOUR_MS) return format.format(Math.round(difference / MINUTE_MS), "minute");
  if (magnitude < DAY_MS) return format.format(Math.round(difference / HOUR_MS), "hour");
  return format.format(Math.round(difference / DAY_MS), "day");
}
