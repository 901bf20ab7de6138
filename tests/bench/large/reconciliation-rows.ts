import { istanbulDay } from "@/lib/reconciliation/differences";
import { reconcileAccount } from "@/lib/reconciliation/reconcile-account";
import { readDayTotals, readRefunds, readSales, readSalesToAsk } from "@/lib/reconciliation/repository";
import type { BenchProduct } from "../bench-product";
import type { Row } from "../report";
import { besideRow } from "./beside";
import type { Ask } from "./questions";
import type { Asker, LargeSize, Shops } from "./shops";

const DAY_MS = 86_400_000;
const EVERY_MS = 20_000;
const AT_ONCE = 1_000;

type Sold = { n: number; amount: number; at: Date; status: "captured" | "refunded" | "failed" | "other" };

/** The nth sale, as rows-sql.ts writes it. */
function soldOf(n: number, newest: Date): Sold {
  const status = () => {
    if (n % 50_000 === 3 || (n % 12 !== 0 && n % 17 === 0)) return "other";
    if (n % 12 === 0) return "failed";
    return n % 101 === 0 ? "refunded" : "captured";
  };
  const at = new Date(newest.getTime() - n * EVERY_MS);
  return { n, amount: 10_000 + ((n * 104_729) % 5_000_000), at, status: status() };
}

/** What the provider holds of the days that are compared, and of a day on both sides: the same for both shops. */
async function putAtProvider(product: BenchProduct, newest: Date, day: string, most: number): Promise<void> {
  const noon = Date.parse(`${day}T12:00:00+03:00`);
  const nth = (at: number) => Math.round((newest.getTime() - at) / EVERY_MS);
  const [first, last] = [Math.max(1, nth(noon + 2 * DAY_MS)), Math.min(most, nth(noon - 2 * DAY_MS))];
  const sold = Array.from({ length: Math.max(0, last - first + 1) }, (_unused, i) => soldOf(first + i, newest));
  for (let start = 0; start < sold.length; start += AT_ONCE) {
    const part = sold.slice(start, start + AT_ONCE);
    await product.sandbox.records({
      account: "other",
      transactions: part
        .filter(({ status }) => status !== "other")
        .map(({ n, amount, at, status }) => ({
          ...{ xact_id: `xk_${n}`, reference_no: `SIP-${n}-X`, at: at.toISOString(), is_succeed: status !== "failed" },
          ...{ amount, commission: Math.floor(amount / 50) },
        })),
      reversals: part
        .filter(({ status }) => status === "refunded")
        .map(({ n, amount, at }) => ({
          ...{ id: `rv_${n}`, xact_id: `xk_${n}`, amount, at: new Date(at.getTime() + 10_000).toISOString() },
        })),
    });
  }
}

const of = ({ merchantId, accountId }: Asker) => ({ merchantId, accountId });

function readings(day: string): Record<string, Ask> {
  const days = { dayFrom: day, dayTo: day };
  // Of the day itself, whatever the moment the newest sale has: some rows of the list name ours.
  const named = Array.from({ length: 500 }, (_unused, n) => 5_000 + n);
  return {
    "a day's sales beside a list": (asker) =>
      readSales(of(asker), days, {
        transactionIds: named.map((n) => `xk_${n}`),
        references: named.map((n) => `SIP-${n}-X`),
      }),
    "a day's sales, asked by name": (asker) => readSalesToAsk(of(asker), days),
    "a day's refunds": (asker) =>
      readRefunds(
        of(asker),
        days,
        named.map((n) => `rv_${n}`),
      ),
    "a day's twelve totals": (asker) => readDayTotals(of(asker), day),
  };
}

/** Yesterday compared with the provider as the night does it, and each reading of the books behind it alone. */
export async function reconciliationRows(
  product: BenchProduct,
  shops: Shops,
  { size, say, wanted }: { size: LargeSize; say: (line: string) => void; wanted: string },
): Promise<Row[]> {
  // Yesterday, or what a shop of the smoke has sold of today.
  const back = Math.min(DAY_MS, (shops.small.count / 2) * EVERY_MS);
  const day = istanbulDay(new Date(shops.newest.getTime() - back));
  await putAtProvider(product, shops.newest, day, shops.large.count);
  const rows: Row[] = [];
  const put = async (name: string, ask: Ask, tries: number) => {
    if (!new RegExp(wanted).test(name)) return;
    const row = await besideRow(name, ask, shops, tries);
    say(`  ${name}: ${row.ours} beside ${row.floor}`);
    rows.push(row);
  };
  for (const [name, ask] of Object.entries(readings(day))) await put(name, ask, size.longTries);
  const compare: Ask = async (asker) => {
    const answer = await reconcileAccount({
      ...{ ...of(asker), kind: "nightly", clock: asker.ctx.clock, days: { dayFrom: day, dayTo: day } },
    });
    if (answer.kind !== "ended" || answer.status !== "complete")
      throw new Error(`not compared: ${JSON.stringify(answer)}`);
  };
  await put("a day compared with the provider", compare, size.longTries);
  return wanted === "" ? [...rows, await foundRow(product, shops.large)] : rows;
}

/** What the comparison concluded: a bench of a comparison that sees nothing would be quick. */
async function foundRow(product: BenchProduct, { merchantId }: Asker): Promise<Row> {
  const [run] = await product.rows<{ sales: string; found: number; theirs: string }>(
    `select read->'ours'->>'sales' as sales, read->'theirs'->>'sales' as theirs, found from reconciliation_runs
     where merchant_id = $1 order by started_at desc, id desc limit 1`,
    [merchantId],
  );
  const [sales, theirs] = [run?.sales ?? "none", run?.theirs ?? "none"];
  return {
    name: "large comparison: sales of the day on both sides",
    ...{
      ours: sales,
      floor: theirs,
      ratio: null,
      bar: "every sale",
      met: Number(sales) > 0 && Number(theirs) >= Number(sales),
    },
    note: `${run?.found ?? 0} differences`,
  };
}
