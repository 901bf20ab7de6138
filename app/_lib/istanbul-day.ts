const DAY_MS = 86_400_000;
const dayFormat = new Intl.DateTimeFormat("en-CA", {
  timeZone: "Europe/Istanbul",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
});

/** The Istanbul day of an instant as `YYYY-MM-DD`. */
export const istanbulToday = (now: Date): string => dayFormat.format(now);

/** First instant of the Istanbul day that contains `now`, and of the next. Turkey keeps GMT+3 all year. */
export function istanbulDay(now: Date): { from: string; to: string } {
  const start = new Date(`${dayFormat.format(now)}T00:00:00+03:00`);
  return { from: start.toISOString(), to: new Date(start.getTime() + DAY_MS).toISOString() };
}
