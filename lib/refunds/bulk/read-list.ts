import { parse } from "csv-parse/sync";
import { type MoneyLocale, parseMoney } from "@/lib/kernel/parse-money";
import { type BulkRow, MOST_ROWS } from "./schemas";

/** One line of a pasted list: what it asks for, or why nobody can tell. */
export type ListedRow = { line: number; text: string } & ({ row: BulkRow } | { problem: ListProblem });
export type ListProblem = "too_many_columns" | "amount_ambiguous" | "amount_unreadable" | "name_unreadable";

const NAMES = /^(payment_?id|id|ödeme( no)?|reference_no|ref|sipariş no)$/i;

/** Turkish amounts have commas, so a comma separates only where nothing else does. */
const delimiterOf = (text: string) => [";", "\t"].find((sign) => text.includes(sign)) ?? ",";

function toRow(cells: string[], locale: MoneyLocale): { row: BulkRow } | { problem: ListProblem } {
  const [name = "", amount = "", ...more] = cells;
  if (more.some((cell) => cell !== "")) return { problem: "too_many_columns" };
  if (name === "" || name.length > 40) return { problem: "name_unreadable" };
  const named = name.startsWith("pay_") ? { payment_id: name } : { reference_no: name };
  if (amount === "") return { row: named };
  const reading = parseMoney(amount, locale);
  if (reading.kind === "ambiguous") return { problem: "amount_ambiguous" };
  if (reading.kind !== "ok" || reading.minorUnits < 1n) return { problem: "amount_unreadable" };
  return { row: { ...named, amount: reading.minorUnits } };
}

/**
 * Reads a pasted or uploaded list: a payment's id or the merchant's reference, then perhaps an amount as people write it
 * (major units). Undefined when the list cannot be read at all or has more than 200 lines.
 */
export function readList(text: string, locale: MoneyLocale): ListedRow[] | undefined {
  const options = { delimiter: delimiterOf(text), trim: true, bom: true, info: true } as const;
  let records: { info: { lines: number }; record: string[] }[];
  try {
    records = parse(text, {
      ...options,
      relax_column_count: true,
      skip_empty_lines: true,
    }) as unknown as typeof records;
  } catch {
    return undefined;
  }
  const rows = records.filter(({ record }, index) => !(index === 0 && NAMES.test(record[0] ?? "")));
  if (rows.length > MOST_ROWS) return undefined;
  return rows.map(({ info, record }) => ({ line: info.lines, text: record.join("  "), ...toRow(record, locale) }));
}
