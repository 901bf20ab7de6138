import { parse } from "csv-parse/sync";
import { parseMoney } from "@/lib/kernel/parse-money";

/** One movement as the statement writes it. Minor units; what came in is positive. */
export type StatementRow = {
  line: number;
  day: string;
  amount: bigint;
  text: string;
  reference: string | null;
  iban: string | null;
};
export type StatementProblem =
  | "date_unreadable"
  | "amount_unreadable"
  | "amount_ambiguous"
  | "amount_missing"
  | "text_too_long";
export type Statement =
  | { kind: "read"; rows: StatementRow[]; refused: { line: number; text: string; problem: StatementProblem }[] }
  | { kind: "unreadable"; why: "empty" | "no_header" | "malformed" | "too_many_lines" };

export const MOST_LINES = 5_000;
const MOST_TEXT = 500;

const COLUMNS = {
  day: /^(işlem )?(tarih|tarihi|date|valör( tarihi)?)$/,
  amount: /^((işlem )?tutar[ıi]?|amount|tutar \(tl\)|tutar \(try\))$/,
  debit: /^(borç|çıkan|debit|çıkış)$/,
  credit: /^(alacak|giren|credit|giriş)$/,
  text: /^(açıklama|açıklamalar|description|aciklama|işlem açıklaması)$/,
  reference: /^(referans|referans no|dekont|dekont no|fiş no|reference|işlem no)$/,
  iban: /^(iban|karşı iban|karşı hesap|gönderen iban|alıcı iban)$/,
};
type Column = keyof typeof COLUMNS;
type Places = Partial<Record<Column, number>>;

/** Banks still write Windows-1254; what is not UTF-8 is read as that. */
export function decodeStatement(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes).replace(/^\uFEFF/, "");
  } catch {
    return new TextDecoder("windows-1254").decode(bytes);
  }
}

/** Turkish amounts have commas, so a comma separates only where nothing else does. */
const delimiterOf = (text: string) =>
  [";", "\t"].find((sign) => (text.split("\n", 30).join("\n") ?? "").includes(sign)) ?? ",";

function placesOf(cells: string[]): Places | undefined {
  const names = cells.map((cell) => cell.trim().toLocaleLowerCase("tr"));
  const places: Places = {};
  for (const column of Object.keys(COLUMNS) as Column[]) {
    const place = names.findIndex((name) => COLUMNS[column].test(name));
    if (place >= 0) places[column] = place;
  }
  const hasMoney = places.amount !== undefined || places.debit !== undefined || places.credit !== undefined;
  return places.day !== undefined && hasMoney ? places : undefined;
}

/** `15.01.2026`, `15/01/2026` or `2026-01-15`, perhaps with a time behind it. Undefined for a day that does not exist. */
function dayOf(text: string): string | undefined {
  const local = /^(\d{1,2})[./](\d{1,2})[./](\d{4})\b/.exec(text);
  const iso = /^(\d{4})-(\d{2})-(\d{2})\b/.exec(text);
  const day = local
    ? `${local[3]}-${local[2]?.padStart(2, "0")}-${local[1]?.padStart(2, "0")}`
    : iso
      ? `${iso[1]}-${iso[2]}-${iso[3]}`
      : "";
  const at = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day) ? day : undefined;
}

type Reading = { amount: bigint } | { problem: StatementProblem };

function money(text: string): Reading {
  const clean = text.replace(/\s|TL|TRY|₺/g, "").replace(/^\+/, "");
  const negative = /^-|^\(.*\)$|-$/.test(clean);
  const reading = parseMoney(clean.replace(/[-()]/g, ""), "tr");
  if (reading.kind === "ambiguous") return { problem: "amount_ambiguous" };
  if (reading.kind !== "ok") return { problem: "amount_unreadable" };
  return { amount: negative ? -reading.minorUnits : reading.minorUnits };
}

function amountOf(cell: (column: Column) => string): Reading {
  if (cell("amount") !== "") return money(cell("amount"));
  const [debit, credit] = [cell("debit"), cell("credit")];
  const isEmpty = (text: string) => text === "" || /^-?0+([.,]0+)?$/.test(text);
  if (isEmpty(debit) === isEmpty(credit)) return { problem: "amount_missing" };
  const reading = money(isEmpty(debit) ? credit : debit.replace(/^-/, ""));
  return "amount" in reading && !isEmpty(debit) ? { amount: -reading.amount } : reading;
}

function toRow(cells: string[], places: Places, line: number): StatementRow | StatementProblem {
  const cell = (column: Column) => (places[column] === undefined ? "" : (cells[places[column]] ?? "").trim());
  const day = dayOf(cell("day"));
  if (day === undefined) return "date_unreadable";
  const reading = amountOf(cell);
  if ("problem" in reading) return reading.problem;
  const text = cell("text");
  if (text.length > MOST_TEXT) return "text_too_long";
  const iban = cell("iban").replace(/\s/g, "").toUpperCase();
  const found = /^TR\d{24}$/.test(iban) ? iban : (/TR\d{24}/.exec(text.replace(/\s/g, "").toUpperCase())?.[0] ?? null);
  return { line, day, amount: reading.amount, text, reference: cell("reference") || null, iban: found };
}

/**
 * A bank's account statement as CSV: `;`, tab or comma between the columns, Turkish decimal commas, a heading anywhere
 * among the first lines. What cannot be read is refused by its line's number, never guessed.
 */
export function readStatement(text: string): Statement {
  if (text.trim() === "") return { kind: "unreadable", why: "empty" };
  let lines: { record: string[]; info: { lines: number } }[];
  try {
    lines = parse(text, {
      delimiter: delimiterOf(text),
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      info: true,
      bom: true,
    }) as unknown as typeof lines;
  } catch {
    return { kind: "unreadable", why: "malformed" };
  }
  if (lines.length > MOST_LINES) return { kind: "unreadable", why: "too_many_lines" };
  const head = lines.findIndex(({ record }) => placesOf(record) !== undefined);
  const places = placesOf(lines[head]?.record ?? []);
  if (places === undefined) return { kind: "unreadable", why: "no_header" };
  const rows: StatementRow[] = [];
  const refused: { line: number; text: string; problem: StatementProblem }[] = [];
  for (const { record, info } of lines.slice(head + 1)) {
    if (record.every((cell) => cell === "")) continue;
    const row = toRow(record, places, info.lines);
    if (typeof row === "string") refused.push({ line: info.lines, text: record.join(" ").slice(0, 120), problem: row });
    else rows.push(row);
  }
  return { kind: "read", rows, refused };
}
