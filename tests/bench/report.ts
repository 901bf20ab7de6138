import fs from "node:fs";
import os from "node:os";
import path from "node:path";

/** One line of the table. Ratios are against the floor named beside them, in the same run. */
export type Row = {
  name: string;
  ours: string;
  floor: string;
  ratio: number | null;
  /** The bar of the design, or null where a figure is printed only. */
  bar: string | null;
  met: boolean | null;
  note?: string;
};

export const median = (values: readonly number[]): number => quantile(values, 0.5);

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const perSecond = (rate: number): string => `${Math.round(rate)}/s`;
export const milliseconds = (value: number): string => `${value.toFixed(1)} ms`;

/** A row whose ratio must be at least (or at most) so much. */
export function barred(
  row: Pick<Row, "name" | "ours" | "floor" | "note"> & { ratio: number; atLeast?: number; atMost?: number },
): Row {
  const { atLeast, atMost, ...rest } = row;
  const bar = atLeast === undefined ? `at most ${atMost} x` : `at least ${atLeast} x`;
  const met = atLeast === undefined ? row.ratio <= (atMost ?? Number.POSITIVE_INFINITY) : row.ratio >= atLeast;
  return { ...rest, bar, met };
}

export const printed = (name: string, ours: string, floor = "", note?: string): Row => ({
  name,
  ours,
  floor,
  ratio: null,
  bar: null,
  met: null,
  ...(note === undefined ? {} : { note }),
});

function verdict({ bar, met }: Row): string {
  if (bar === null) return "printed";
  return `${met ? "met" : "MISSED"} (${bar})`;
}

/** The table as people read it. */
export function tableOf(rows: readonly Row[]): string {
  const head = ["row", "ours", "floor", "ratio", "bar"];
  const lines = rows.map((row) => [
    row.name,
    row.ours,
    row.floor,
    row.ratio === null ? "" : row.ratio.toFixed(2),
    `${verdict(row)}${row.note ? `; ${row.note}` : ""}`,
  ]);
  const widths = head.map((title, column) =>
    Math.max(title.length, ...lines.map((line) => (line[column] ?? "").length)),
  );
  return [head, ...lines]
    .map((line) =>
      line.map((cell, column) => (column === line.length - 1 ? cell : cell.padEnd(widths[column] ?? 0))).join("  "),
    )
    .join("\n");
}

/** Writes what was measured and on what machine; the file is not part of the repository. */
export function writeResults(file: string, rows: readonly Row[], options: Record<string, unknown>): void {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const machine = { cores: os.availableParallelism(), node: process.version, load: os.loadavg() };
  fs.writeFileSync(file, `${JSON.stringify({ at: new Date().toISOString(), machine, options, rows }, null, 2)}\n`);
}
