import {
  appendFileSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import type { CollectionName, Collections } from "./records";

/** One line of the file: the newest line of a record is the record. */
export type JournalLine = { [Name in CollectionName]: { put: Name; record: Collections[Name] } }[CollectionName];

export interface Journal {
  read(): JournalLine[];
  append(line: JournalLine): void;
  /** Replaces the whole file in one step: a reader sees the old file or the new one. */
  rewrite(lines: JournalLine[]): void;
  /** Lets go of the file; a later line opens it again. */
  close(): void;
}

/** The sandbox's own file under its data folder; a line cut off by a crash is dropped on reading. */
export function openJournal(dataDir: string): Journal {
  mkdirSync(dataDir, { recursive: true });
  const path = join(dataDir, "paynet-truth.jsonl");
  let file: number | undefined;
  const close = () => {
    if (file !== undefined) closeSync(file);
    file = undefined;
  };
  return {
    close,
    read: () => (existsSync(path) ? decodeLines(readFileSync(path, "utf8")) : []),
    append: (line) => {
      file ??= openSync(path, "a");
      appendFileSync(file, `${encodeLine(line)}\n`);
    },
    rewrite: (lines) => {
      writeFileSync(`${path}.next`, lines.map((line) => `${encodeLine(line)}\n`).join(""));
      renameSync(`${path}.next`, path);
      close();
    },
  };
}

/** JSON has no bigint: an amount is stored as `{"kurus":"12050"}`. */
export function encodeLine(line: JournalLine): string {
  return JSON.stringify(line, (_key, value: unknown) =>
    typeof value === "bigint" ? { kurus: value.toString() } : value,
  );
}

export function decodeLines(text: string): JournalLine[] {
  const lines: JournalLine[] = [];
  for (const line of text.split("\n")) {
    const decoded = line === "" ? null : decodeLine(line);
    if (decoded !== null) lines.push(decoded);
  }
  return lines;
}

function decodeLine(line: string): JournalLine | null {
  try {
    return JSON.parse(line, reviveAmount) as JournalLine;
  } catch {
    return null;
  }
}

function reviveAmount(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || !("kurus" in value)) return value;
  return typeof value.kurus === "string" ? BigInt(value.kurus) : value;
}
