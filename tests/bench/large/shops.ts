import fs from "node:fs";
import path from "node:path";
import type { Context } from "@/lib/runtime/context";
import { makeContext } from "../../support/context";
import { createMerchant, SANDBOX_KEYS } from "../../support/factories";
import type { BenchProduct } from "../bench-product";
import { type LargeShop, writePayments } from "./write-payments";

/** quality 1: 5,000,000 payments of one merchant among 200, beside one of 50,000. */
export type LargeSize = {
  large: number;
  small: number;
  others: number;
  each: number;
  /** Of every list; of everything that reads more. */
  tries: number;
  longTries: number;
};
export const LARGE: LargeSize = { large: 5_000_000, small: 50_000, others: 198, each: 1_000, tries: 40, longTries: 7 };
/** Proves that everything runs; so few rows are read as they lie. */
export const LARGE_SMOKE: LargeSize = { large: 2_000, small: 500, others: 2, each: 50, tries: 1, longTries: 1 };

export type Asker = LargeShop & { ctx: Context };
export type Shops = { small: Asker; large: Asker; newest: Date };
type Written = { shops: LargeShop[]; newest: string };

async function write(product: BenchProduct, size: LargeSize, say: (line: string) => void): Promise<Written> {
  const counts = [size.large, size.small, ...Array.from({ length: size.others }, () => size.each)];
  const shops: LargeShop[] = [];
  for (const count of counts) {
    // One key for all: what the provider holds is put there once, and is what both shops sold.
    const { id, accountId, ownerId } = await createMerchant({ sandboxKey: SANDBOX_KEYS.other });
    shops.push({ merchantId: id, accountId, ownerId, count });
  }
  const [clock] = await product.rows<{ now: Date }>("select vezne_now() as now");
  const newest = clock?.now ?? new Date(0);
  await writePayments(product, shops, newest, say);
  return { shops, newest: newest.toISOString() };
}

/** The two shops that are compared; of a kept cluster (`--keep=FOLDER`) they are found again as they were written. */
export async function openShops(product: BenchProduct, size: LargeSize, say: (line: string) => void): Promise<Shops> {
  const file = product.keep && path.join(product.keep, "shops.json");
  const known = file && fs.existsSync(file) ? (JSON.parse(fs.readFileSync(file, "utf8")) as Written) : undefined;
  const { shops, newest } = known ?? (await write(product, size, say));
  if (file && known === undefined) fs.writeFileSync(file, JSON.stringify({ shops, newest }));
  const [large, small] = shops.map((shop) => ({ ...shop, ctx: makeContext({ ...shop, id: shop.merchantId }) }));
  if (large === undefined || small === undefined) throw new Error("no shops were written");
  return { large, small, newest: new Date(newest) };
}
