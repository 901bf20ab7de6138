import type { Change, Row } from "./snapshot";

/** What differs from run to run, or only says when. */
const UNTOLD =
  /^(updated_at|created_at|at|id|seq|version|hash|prev_hash|token|token_hash|received_at|merchant_id|written_by)$/;
/** What stands in every row, and is told only where it changes. */
const USUAL: Row = { mode: "test", currency: "TRY" };
const MOMENT = /^\d{4}-\d\d-\d\dT/;
/** Our ids and references, new with each run; the ones of the questions themselves are words. */
const RANDOM = /[a-z]+_[0-9a-z]{24,26}|vz-[0-9a-z]{8}/;

/** A span from now on, or the hour of a day that comes (UTC): whichever it was meant as. */
function whenNext(moment: Date, now: number): string {
  if (moment.getTime() % 60_000 === 0) return `at ${moment.toISOString().slice(11, 16)}`;
  const seconds = Math.round((moment.getTime() - now) / 1_000);
  // Days are counted on from what was agreed when the row was made, up to some minutes before the question.
  return seconds < 3_600 ? `in ${seconds} s` : `in ${Math.round(seconds / 600) * 10} min`;
}

/** A value as it is written down: without what differs from run to run. */
export function told(column: string, value: unknown, now: number): string {
  if (value === null || value === undefined) return "-";
  if (column === "next_check_at") return whenNext(new Date(String(value)), now);
  if (typeof value === "string" && /^https?:/.test(value)) return "an address";
  if (column === "because") return String((value as { text?: string }).text);
  if (typeof value === "string" && MOMENT.test(value)) return "a moment";
  // What is sealed or long differs each time it is made.
  return typeof value === "object" || String(value).length > 60 || RANDOM.test(String(value)) ? "…" : String(value);
}

function changed(before: Row, after: Row, now: number): string[] {
  return Object.keys(after)
    .filter((column) => !UNTOLD.test(column) && JSON.stringify(before[column]) !== JSON.stringify(after[column]))
    .map((column) => {
      // Since when something was to be looked at depends on how long the questions before this one took.
      const was = column === "next_check_at" && before[column] ? "set" : told(column, before[column], now);
      return `${column} ${was} → ${told(column, after[column], now)}`;
    });
}

function added(row: Row, now: number): string[] {
  return Object.entries(row)
    .filter(([column, value]) => value !== null && !UNTOLD.test(column) && value !== USUAL[column])
    .map(([column, value]) => `${column} ${told(column, value, now)}`)
    .filter((text) => !text.endsWith(" …"));
}

/** One line a row that is new or changed. */
export function written(changes: readonly Change[], now: number): string[] {
  return changes
    .map(({ table, before, after }) => ({
      name: before ? table : `+ ${table}`,
      parts: before ? changed(before, after, now) : added(after, now),
    }))
    .filter(({ parts }) => parts.length > 0)
    .map(({ name, parts }) => `${name}: ${parts.join(", ")}`)
    .sort();
}

/** An error's text without the ids of this run. */
export const withoutIds = (text: string) => text.replaceAll(new RegExp(RANDOM, "g"), "…");
