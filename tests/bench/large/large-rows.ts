import type { BenchProduct } from "../bench-product";
import { milliseconds, printed, quantile, type Row } from "../report";
import { besideRow } from "./beside";
import { exportRows } from "./export-rows";
import { GROWING } from "./plans";
import { OVER_ALL, QUESTIONS } from "./questions";
import { reconciliationRows } from "./reconciliation-rows";
import { type LargeSize, openShops } from "./shops";

async function sequentialReads(product: BenchProduct): Promise<number> {
  await product.rows("select pg_stat_force_next_flush()");
  const [row] = await product.rows<{ reads: string }>(
    "select sum(seq_tup_read)::text as reads from pg_stat_user_tables where relname = any ($1)",
    [GROWING],
  );
  return Number(row?.reads ?? 0);
}

async function overAllRows(tries: number): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [name, ask] of Object.entries(OVER_ALL)) {
    const taken: number[] = [];
    for (let round = 0; round < tries; round += 1) {
      const began = performance.now();
      await ask();
      taken.push(performance.now() - began);
    }
    rows.push(printed(`large: ${name}, p95`, milliseconds(quantile(taken, 0.95))));
  }
  return rows;
}

/**
 * Everything a merchant asks at five million payments beside the same at fifty thousand; nothing may read a table from end
 * to end. `wanted` is a pattern of the names of rows.
 */
export async function largeRows(
  product: BenchProduct,
  size: LargeSize,
  say: (line: string) => void,
  wanted = "",
): Promise<Row[]> {
  const shops = await openShops(product, size, say);
  const before = await sequentialReads(product);
  const rows: Row[] = [];
  for (const [name, ask] of Object.entries(QUESTIONS)) {
    if (!new RegExp(wanted).test(name)) continue;
    const row = await besideRow(name, ask, shops, size.tries);
    say(`  ${name}: ${row.ours} beside ${row.floor}`);
    rows.push(row);
  }
  rows.push(...(await reconciliationRows(product, shops, { size, say, wanted })));
  if (wanted !== "") return rows;
  rows.push(...(await overAllRows(size.longTries)), ...(await exportRows(shops.large)));
  const read = (await sequentialReads(product)) - before;
  const whole = { name: "large: rows read from end to end", ours: String(read), floor: "0", ratio: null };
  return [...rows, { ...whole, bar: "none", met: read === 0 }];
}
