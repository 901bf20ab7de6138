import { expect } from "vitest";
import { containsCardNumber } from "@/lib/kernel/card-number";
import { readInvariants } from "@/lib/ledger/verify-ledger.system";

type Reader = { rows(text: string): Promise<Record<string, unknown>[]> };

const WRITTEN_BY_STRANGERS = [
  "paylinks",
  "payments",
  "attempts",
  "checkouts",
  "provider_events",
  "provider_calls",
  "audit_log",
  "outbox",
];

/** Random ids and digests hold runs of digits that pass Luhn now and then; nobody types a card number into them. */
function withoutIdsAndDigests(line: string): string {
  return line.replace(/[0-9A-Za-z_+/*-]{22,}/g, (token) => (/[A-Za-z]/.test(token) ? "" : token));
}

async function cardNumbers({ rows }: Reader): Promise<unknown[]> {
  const dump = WRITTEN_BY_STRANGERS.map((table) => `select '${table}' as source, t::text as line from ${table} t`);
  const lines = await rows(dump.join(" union all "));
  return lines.filter(({ line }) => containsCardNumber(withoutIdsAndDigests(String(line))));
}

/** Fails when any row of the database breaks an invariant; "settled" ones only when nothing is left to ask. */
export async function expectInvariants(reader: Reader, { settled = false } = {}): Promise<void> {
  const broken: Record<string, unknown[]> = {};
  for (const { name, needsSettled, query } of readInvariants()) {
    if (needsSettled && !settled) continue;
    const rows = await reader.rows(query);
    if (rows.length > 0) broken[name] = rows;
  }
  const leaked = await cardNumbers(reader);
  if (leaked.length > 0) broken["I16 card numbers: none in the database"] = leaked;
  expect(broken).toEqual({});
}
