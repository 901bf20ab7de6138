// npm run bench: each row beside its floor, in the same run on the same machine (design: quality 1).
import path from "node:path";
import { type BenchProduct, openBenchProduct } from "./bench-product";
import { checkoutRows } from "./checkout/checkout-rows";
import { ingestRows } from "./ingest-rows";
import { largeRows } from "./large/large-rows";
import { LARGE, LARGE_SMOKE, openShops } from "./large/shops";
import { escrowRows } from "./money/escrow-rows";
import { moneyRows } from "./money/money-rows";
import { peerRows } from "./peer-rows";
import { type Row, tableOf, writeResults } from "./report";
import { FULL, SMOKE } from "./rounds";
import { liveRow, paylinkRow } from "./screen-rows";

const args = process.argv.slice(2);
const isSmoke = args.includes("--smoke");
const flagValue = (flag: string) => args.find((arg) => arg.startsWith(`--${flag}=`))?.slice(flag.length + 3);
const out = flagValue("out");
const only = flagValue("only");
/** `--keep=FOLDER`: the database stays there and serves again; `--write` writes the large shop into it and measures nothing. */
const keep = flagValue("keep");
const rounds = Number(flagValue("rounds") ?? FULL.rounds);
const effort = isSmoke ? SMOKE : { ...FULL, rounds };
/** `--payments=500000` asks fewer of the large merchant; the bar is for five million. */
const payments = Number(flagValue("payments") ?? LARGE.large);
const largeSize = isSmoke ? LARGE_SMOKE : { ...LARGE, large: payments };
const say = (line: string) => process.stdout.write(`${line}\n`);

const groups = {
  ingest: ingestRows,
  money: moneyRows,
  escrow: escrowRows,
  paylink: paylinkRow,
  checkout: checkoutRows,
  live: liveRow,
  ...(args.includes("--peers") ? { peers: peerRows } : {}),
  ...(args.includes("--large")
    ? { large: (opened: BenchProduct) => largeRows(opened, largeSize, say, flagValue("question")) }
    : {}),
};

const product = await openBenchProduct(isSmoke, keep);
if (args.includes("--write")) {
  await openShops(product, largeSize, say);
  await product.close();
  process.exit(0);
}
const rows: Row[] = [];
try {
  for (const [name, measure] of Object.entries(groups)) {
    if (only !== undefined && !only.split(",").includes(name)) continue;
    say(`measuring ${name} ...`);
    rows.push(...(await measure(product, effort)));
  }
} finally {
  await product.close();
}
say(tableOf(rows));
const file = out ?? path.join(import.meta.dirname, "results/latest.json");
writeResults(file, rows, { smoke: isSmoke, effort, args });
say(`written to ${file}`);
// A missed bar of the large shop is a defect of a plan, not of the machine.
process.exit(rows.some(({ name, met }) => name.startsWith("large") && met === false) && !isSmoke ? 1 : 0);
