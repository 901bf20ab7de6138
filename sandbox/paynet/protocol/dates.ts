/** Türkiye has kept one offset all year since 2016. */
const OFFSET_MS = 3 * 3_600_000;
const DAY_MS = 86_400_000;

function istanbulIso(at: number): string {
  return new Date(at + OFFSET_MS).toISOString();
}

/** `2026-01-15T10:27:22.0290000+03:00`: seven fractional digits (docs/providers/paynet.md 1.7). */
export function encodeInstant(at: number): string {
  return `${istanbulIso(at).slice(0, 23)}0000+03:00`;
}

/** `15.01.2026` */
export function encodeDay(at: number): string {
  const [year, month, day] = istanbulIso(at).slice(0, 10).split("-");
  return `${day}.${month}.${year}`;
}

/** `15.01.2026 10:27:22` */
export function encodeDayAndTime(at: number): string {
  return `${encodeDay(at)} ${istanbulIso(at).slice(11, 19)}`;
}

/**
 * Reads `dd.mm.yyyy`, with or without a time, as milliseconds; null when it is no such date.
 * ASSUMPTION PAYNET-T1: an end date without a time includes its whole day.
 */
export function decodeListDate(text: string, edge: "start" | "end"): number | null {
  const match = /^(\d{2})\.(\d{2})\.(\d{4})(?: (\d{2}:\d{2}:\d{2}))?$/.exec(text);
  if (match === null) return null;
  const [, day, month, year, time] = match;
  const at = Date.parse(`${year}-${month}-${day}T${time ?? "00:00:00"}.000+03:00`);
  if (Number.isNaN(at) || encodeDay(at) !== `${day}.${month}.${year}`) return null;
  if (edge === "start") return at;
  return time === undefined ? at + DAY_MS - 1 : at + 999;
}

/** True when both moments fall on one Istanbul day (ASSUMPTION PAYNET-R1: that is the cancel cut-off). */
export function isSameDay(a: number, b: number): boolean {
  return encodeDay(a) === encodeDay(b);
}
