import "server-only";
import { readFileSync } from "node:fs";
import path from "node:path";
import { statements } from "@/db/client";

export type Invariant = {
  name: string;
  /** Holds only once faults have stopped and every question was asked. */
  needsSettled: boolean;
  query: string;
};

export type LedgerFinding = { name: string; needsSettled: boolean; rows: Record<string, unknown>[] };

/** Books of years take longer than a page may: these reads get their own limit. */
const TIME_LIMIT = "10min";

/** The invariants of db/invariants.sql: each query answers the rows that break it. */
export function readInvariants(): Invariant[] {
  const text = readFileSync(path.join(import.meta.dirname, "../../db/invariants.sql"), "utf8");
  return [...text.matchAll(/^-- (I\d+ [^\n]+)\n([^;]+);/gm)].map(([, name = "", query = ""]) => ({
    name,
    needsSettled: name.includes("(settled)"),
    query,
  }));
}

async function rowsThatBreak({ query }: Invariant): Promise<Record<string, unknown>[]> {
  // One message, so one implicit transaction: neither setting outlives the query.
  const answers = await statements("vezne_system").unsafe(
    `set transaction read only; set local statement_timeout = '${TIME_LIMIT}'; ${query}`,
  );
  return [...((answers as unknown as Record<string, unknown>[][]).at(-1) ?? [])];
}

/** Asks every invariant across all merchants; a finding without rows is an invariant that holds. */
export async function verifyLedger(): Promise<LedgerFinding[]> {
  const findings: LedgerFinding[] = [];
  for (const invariant of readInvariants()) {
    findings.push({ name: invariant.name, needsSettled: invariant.needsSettled, rows: await rowsThatBreak(invariant) });
  }
  return findings;
}
