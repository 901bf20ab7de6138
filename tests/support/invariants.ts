import { expect } from "vitest";
import { containsCardNumber } from "@/lib/kernel/card-number";
import { readInvariants } from "@/lib/ledger/verify-ledger.system";

type Reader = { rows(text: string): Promise<Record<string, unknown>[]> };

/** Test cards of the providers that fail the check digit, and so every pattern: looked for by name. */
const TEST_CARDS = ["5293601234567896", "4355084355084358", "5406675406675403", "5571135571135575"];

/** Every table that keeps text, the job tables too. The entries of the books hold none and are many. */
const TABLES = `select format('%I.%I', schemaname, tablename) as name from pg_tables
  where (schemaname = 'public' and tablename not in ('entries', 'journals', 'balance_checkpoints'))
     or (schemaname = 'pgboss' and tablename = 'job')`;

/** Random ids and digests hold runs of digits that pass Luhn now and then; nobody types a card number into them. */
function withoutIdsAndDigests(line: string): string {
  return line.replace(/[0-9A-Za-z_+/*-]{22,}/g, (token) => (/[A-Za-z]/.test(token) ? "" : token));
}

async function cardNumbers({ rows }: Reader): Promise<unknown[]> {
  const tables = await rows(TABLES);
  const dump = tables.map(({ name }) => `select '${name}' as source, t::text as line from ${name} t`);
  const lines = await rows(dump.join(" union all "));
  const isCard = (line: string) => TEST_CARDS.some((card) => line.includes(card)) || containsCardNumber(line);
  return lines.filter(({ line }) => isCard(withoutIdsAndDigests(String(line))));
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
