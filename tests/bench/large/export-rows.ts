import { exportPayments } from "@/lib/payments/export/export-payments";
import { PaymentFilter } from "@/lib/payments/schemas";
import { printed, type Row } from "../report";
import type { Asker } from "./shops";

const MIB = 1_048_576;
const EXPORTED = 1_000_000;
const TENTHS = 10;
/** What the last half may hold above the first: the collector's own breathing. */
const MAY_GROW_MIB = 64;

const mebibytes = () => Math.round(process.memoryUsage().rss / MIB);
const most = (values: readonly number[]) => Math.max(...values);

/** The file of the large shop, up to a million rows: seconds, and the memory of its making at each tenth. */
export async function exportRows({ ctx, count }: Asker): Promise<Row[]> {
  const wanted = Math.min(count, EXPORTED);
  const began = performance.now();
  const held = [mebibytes()];
  let peak = 0;
  let rows = -1;
  for await (const part of await exportPayments(ctx, PaymentFilter.parse({}))) {
    rows += part.split("\r\n").length - 1;
    peak = Math.max(peak, mebibytes());
    if (rows >= (held.length * wanted) / TENTHS) {
      held.push(peak);
      peak = 0;
    }
    if (rows >= wanted) break;
  }
  const seconds = (performance.now() - began) / 1_000;
  const middle = Math.ceil(held.length / 2);
  // The first tenth warms: code, pool and heap grow to their size once.
  const grown = most(held.slice(middle)) - most(held.slice(1, middle + 1));
  return [
    printed(`large export of ${rows} payments`, `${seconds.toFixed(0)} s`, "", `${Math.round(rows / seconds)} rows/s`),
    {
      name: "large export: memory of its second half above its first",
      ours: `${grown} MiB`,
      floor: `${most(held.slice(1, middle + 1))} MiB`,
      ratio: null,
      bar: `at most ${MAY_GROW_MIB} MiB`,
      met: grown <= MAY_GROW_MIB,
      note: `peak MiB at each tenth: ${held.join(" ")}`,
    },
  ];
}
