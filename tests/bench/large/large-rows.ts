import { exportPayments } from "@/lib/payments/export/export-payments";
import { countPaymentsByStatus, listPayments } from "@/lib/payments/queries";
import { PaymentFilter } from "@/lib/payments/schemas";
import type { Context } from "@/lib/runtime/context";
import { makeContext } from "../../support/context";
import { createMerchant } from "../../support/factories";
import type { BenchProduct } from "../bench-product";
import { barred, milliseconds, printed, quantile, type Row } from "../report";
import { type LargeShop, writePayments } from "./write-payments";

/** quality 1: 5,000,000 payments of one merchant among 200, beside one of 50,000. */
export type LargeSize = { large: number; small: number; others: number; each: number; tries: number };
export const LARGE: LargeSize = { large: 5_000_000, small: 50_000, others: 198, each: 1_000, tries: 40 };
/** Proves that everything runs; so few rows are read as they lie. */
export const LARGE_SMOKE: LargeSize = { large: 2_000, small: 500, others: 2, each: 50, tries: 2 };

const BAR = 1.5;
/** Below this a ratio is the noise of a round trip. */
const NOISE_MS = 2;
const DAY_MS = 86_400_000;

type Ask = (ctx: Context, size: number) => Promise<unknown>;

const list =
  (of: (size: number) => object): Ask =>
  (ctx, size) =>
    listPayments(ctx, PaymentFilter.parse(of(size)));
const daysAgo = (ctx: Context, days: number) => new Date(ctx.clock.now().getTime() - days * DAY_MS).toISOString();
const inside = (size: number) => Math.floor(size * 0.7) + 1;

/** Each single filter of the contract, six combinations, and what the home page and the tiles ask. */
function questions(): Record<string, Ask> {
  return {
    "newest first": list(() => ({})),
    "status captured": list(() => ({ status: "captured" })),
    "status unknown": list(() => ({ status: "unknown" })),
    "provider paywall": list(() => ({ provider: "paywall" })),
    "channel pos": list(() => ({ channel: "pos" })),
    "channel nobody uses": list(() => ({ channel: "api" })),
    reference: list((size) => ({ reference_no: `SIP-${inside(size)}` })),
    "link that has none": list(() => ({ paylink_id: "pl_none" })),
    "card's last digits": list(() => ({ card_last4: "0042" })),
    "amount at least": list(() => ({ amount_min: 5_000_000 })),
    "amount exactly": list(() => ({ amount_min: 123_457, amount_max: 123_457 })),
    "q a reference": list((size) => ({ q: `SIP-${inside(size)}` })),
    "q an e-mail": list((size) => ({ q: `alici${inside(size)}@example.com` })),
    "q a name that many have": list(() => ({ q: "ayşe" })),
    "q a name that few have": list(() => ({ q: "Işıl Kaya 41" })),
    "q a phone's end": list(() => ({ q: "0012345" })),
    "q nobody's": list(() => ({ q: "yok böyle biri" })),
    "captured, paywall, today": (ctx) =>
      listPayments(
        ctx,
        PaymentFilter.parse({ status: "captured", provider: "paywall", created_from: daysAgo(ctx, 1) }),
      ),
    "failed of a week": (ctx) =>
      listPayments(
        ctx,
        PaymentFilter.parse({ status: "failed", created_from: daysAgo(ctx, 9), created_to: daysAgo(ctx, 2) }),
      ),
    "unknown on pos": list(() => ({ status: "unknown", channel: "pos" })),
    "failed with these last digits": list(() => ({ status: "failed", card_last4: "0042" })),
    "refunds above an amount": list(() => ({ tile: "refunded", amount_min: 4_900_000 })),
    "name and status": list(() => ({ q: "zeynep demir", status: "captured" })),
    "tiles of everything": (ctx) => countPaymentsByStatus(ctx, PaymentFilter.parse({})),
    "tiles of today": (ctx) => countPaymentsByStatus(ctx, PaymentFilter.parse({ created_from: daysAgo(ctx, 1) })),
    "flagged of a week": (ctx) =>
      listPayments(ctx, PaymentFilter.parse({ review: "any", created_from: daysAgo(ctx, 7), limit: 100 })),
  };
}

async function shopOf(count: number): Promise<{ shop: LargeShop; ctx: Context }> {
  const merchant = await createMerchant();
  return { shop: { merchantId: merchant.id, accountId: merchant.accountId, count }, ctx: makeContext(merchant) };
}

const sequentialReads = async (product: BenchProduct) => {
  const [row] = await product.rows<{ reads: string }>(
    "select sum(seq_tup_read)::text as reads from pg_stat_user_tables where relname in ('payments', 'attempts')",
  );
  return Number(row?.reads ?? 0);
};

/** Both shops in turn, so that the machine's drift meets both; the first rounds only warm. */
async function timed(ask: Ask, shops: { ctx: Context; size: number }[], tries: number): Promise<number[]> {
  const taken = shops.map(() => [] as number[]);
  for (let round = -3; round < tries; round += 1) {
    for (const [index, { ctx, size }] of shops.entries()) {
      const began = performance.now();
      await ask(ctx, size);
      if (round >= 0) taken[index]?.push(performance.now() - began);
    }
  }
  return taken.map((values) => quantile(values, 0.95));
}

const MIB = 1_048_576;
const EXPORTED = 1_000_000;

/** The file of the large shop, up to a million rows: how long, and how much memory its making held at most. */
async function exportRow(ctx: Context): Promise<Row> {
  const began = performance.now();
  const before = process.memoryUsage().rss;
  let most = before;
  let rows = 0;
  for await (const part of await exportPayments(ctx, PaymentFilter.parse({}))) {
    rows += part.split("\r\n").length - 1;
    most = Math.max(most, process.memoryUsage().rss);
    if (rows > EXPORTED) break;
  }
  const seconds = (performance.now() - began) / 1_000;
  const note = `memory ${Math.round(before / MIB)} MiB before, at most ${Math.round(most / MIB)} MiB`;
  return printed(`export of ${rows - 1} payments`, `${seconds.toFixed(0)} s`, "", note);
}

/** The lists at five million payments beside the same at fifty thousand; nothing may read a table from end to end. */
export async function largeRows(product: BenchProduct, size: LargeSize, say: (line: string) => void): Promise<Row[]> {
  const large = await shopOf(size.large);
  const small = await shopOf(size.small);
  const others = await Promise.all(Array.from({ length: size.others }, () => shopOf(size.each)));
  await writePayments(
    product,
    [large, small, ...others].map(({ shop }) => shop),
    say,
  );
  const before = await sequentialReads(product);
  const rows: Row[] = [];
  for (const [name, ask] of Object.entries(questions())) {
    const both = [
      { ctx: small.ctx, size: size.small },
      { ctx: large.ctx, size: size.large },
    ];
    const [floor = Number.NaN, ours = Number.NaN] = await timed(ask, both, size.tries);
    const ratio = ours <= NOISE_MS ? Math.min(1, ours / floor) : ours / floor;
    const figures = { ours: milliseconds(ours), floor: milliseconds(floor), ratio };
    rows.push(barred({ name: `list of ${size.large}: ${name}, p95`, ...figures, atMost: BAR }));
    say(`  ${name}: ${milliseconds(ours)} beside ${milliseconds(floor)}`);
  }
  const exported = await exportRow(large.ctx);
  await product.rows("select pg_stat_force_next_flush()");
  const read = (await sequentialReads(product)) - before;
  const memory = `${Math.round(process.memoryUsage().rss / 1_048_576)} MiB`;
  return [
    ...rows,
    { name: "rows read from end to end", ours: String(read), floor: "0", ratio: null, bar: "none", met: read === 0 },
    printed("memory of the asking process", memory),
    exported,
  ];
}
