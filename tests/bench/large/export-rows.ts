import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { exportPayments } from "@/lib/payments/export/export-payments";
import { PaymentFilter } from "@/lib/payments/schemas";
import { printed, type Row } from "../report";
import type { Asker } from "./shops";

const MIB = 1_048_576;
const EXPORTED = 1_000_000;
const TENTHS = 10;
/** What the last half may hold above the first. */
const MAY_GROW_MIB = 16;

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;
const inMebibytes = (bytes: number) => Math.round(bytes / MIB);
const taken = () => inMebibytes(process.memoryUsage().rss);

/** What is held on to: the process itself also keeps what the collector has not looked at yet, as much as it likes. */
function held(): number {
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return inMebibytes(heapUsed + external);
}

const most = (values: readonly number[]) => Math.max(...values);

/** The file of the large shop, up to a million rows: seconds, and the memory of its making at each tenth. */
export async function exportRows({ ctx, count }: Asker): Promise<Row[]> {
  const wanted = Math.min(count, EXPORTED);
  const began = performance.now();
  const atTenth = [held()];
  let peak = 0;
  let rows = -1;
  for await (const part of await exportPayments(ctx, PaymentFilter.parse({}))) {
    rows += part.split("\r\n").length - 1;
    peak = Math.max(peak, taken());
    if (rows >= (atTenth.length * wanted) / TENTHS) atTenth.push(held());
    if (rows >= wanted) break;
  }
  const seconds = (performance.now() - began) / 1_000;
  const middle = Math.ceil(atTenth.length / 2);
  // The first tenth warms: code, pool and heap grow to their size once.
  const first = most(atTenth.slice(1, middle + 1));
  const grown = most(atTenth.slice(middle)) - first;
  return [
    printed(`large export of ${rows} payments`, `${seconds.toFixed(0)} s`, "", `${Math.round(rows / seconds)} rows/s`),
    {
      name: "large export: memory of its second half above its first",
      ours: `${grown} MiB`,
      floor: `${first} MiB`,
      ratio: null,
      bar: `at most ${MAY_GROW_MIB} MiB`,
      met: grown <= MAY_GROW_MIB,
      note: `held MiB at each tenth: ${atTenth.join(" ")}; the process took ${peak} MiB at most`,
    },
  ];
}
