import path from "node:path";
import autocannon from "autocannon";
import { env } from "@/lib/runtime/env";
import { signCapability } from "@/lib/webhooks/capability";
import type { BenchProduct } from "./bench-product";
import { merchantWithLinks } from "./money/many-links";
import { barred, median, milliseconds, perSecond, printed, type Row } from "./report";
import { alternate, type Effort, type Timing } from "./rounds";
import { serverProcesses } from "./server-processes";

const FLOOR = path.join(import.meta.dirname, "floor-process.ts");
const SINK = path.join(import.meta.dirname, "../integration/webhooks/http/sink-process.ts");
const LINKS = 200;
let lastBody = 0;

/** Posts notifications nobody has sent before, to the links in turn, for so many seconds. */
async function load(url: string, targets: { path: string; reference: string }[], effort: Effort): Promise<Timing> {
  const setupRequest = (request: { headers?: Record<string, string> }) => {
    lastBody += 1;
    const target = targets[lastBody % targets.length];
    const claim = { referance_no: target?.reference, amount: 1000, currency: "TRY", is_succeed: true, n: lastBody };
    return { ...request, path: target?.path ?? "/", body: JSON.stringify(claim) };
  };
  const result = await autocannon({
    url,
    connections: effort.connections,
    duration: effort.seconds,
    requests: [{ method: "POST", headers: { "content-type": "application/json" }, setupRequest }],
  });
  if (result.non2xx > 0 || result.errors > 0) {
    throw new Error(`${url}: ${result.non2xx} not 2xx, ${result.errors} errors: the figures would say nothing`);
  }
  return { rate: result["2xx"] / result.duration, p50: result.latency.p50, p99: result.latency.p99 };
}

const rateOf = (timings: Timing[]) => median(timings.map(({ rate }) => rate));
const p99Of = (timings: Timing[]) => median(timings.map(({ p99 }) => p99));
/** Of the rounds, the middle ratio: both sides of one round met the same machine. */
const ratioOf = (ours: Timing[], floor: Timing[], figure: (one: Timing) => number) =>
  median(ours.map((one, round) => figure(one) / figure(floor[round] ?? one)));

/** Capability checked, deduplicated, inbox row and job committed before the 200. */
export async function ingestRows(product: BenchProduct, effort: Effort): Promise<Row[]> {
  const { merchant, links } = await merchantWithLinks(product, LINKS);
  const targets = links.map(({ id, reference }) => {
    const capability = { kind: "link" as const, provider: "paynet", merchantId: merchant.id, subjectId: id };
    const segment = signCapability(env().CAPABILITY_KEYS, { ...capability, accountId: merchant.accountId });
    return { path: `/api/webhooks/paynet-callback/${segment}`, reference };
  });
  const servers = serverProcesses();
  try {
    const floorUrl = await servers.start(FLOOR);
    const singleUrl = await servers.start(SINK, { INTAKE_ROWS: "1" });
    const groupUrl = await servers.start(SINK);
    for (const url of [floorUrl, singleUrl, groupUrl]) await load(url, targets, { ...effort, seconds: 1 });
    await product.rows("analyze");
    const before = await countEvents(product);
    const timings = await alternate(effort.rounds, {
      floor: () => load(floorUrl, targets, effort),
      single: () => load(singleUrl, targets, effort),
      group: () => load(groupUrl, targets, effort),
    });
    const stored = (await countEvents(product)) - before;
    const { floor, single, group } = timings;
    const rates = {
      floor: perSecond(rateOf(floor)),
      single: perSecond(rateOf(single)),
      group: perSecond(rateOf(group)),
    };
    const rate = (one: Timing) => one.rate;
    const p99 = (one: Timing) => one.p99;
    return [
      barred({
        name: "ingest, one statement a request",
        ours: rates.single,
        floor: rates.floor,
        ratio: ratioOf(single, floor, rate),
        atLeast: 0.9,
      }),
      barred({
        name: "ingest, group commit",
        ours: rates.group,
        floor: rates.floor,
        ratio: ratioOf(group, floor, rate),
        atLeast: 1.2,
      }),
      barred({
        name: "ingest p99, group commit",
        ours: milliseconds(p99Of(group)),
        floor: milliseconds(p99Of(floor)),
        ratio: ratioOf(group, floor, p99),
        atMost: 1.5,
      }),
      printed("ingest, rows stored meanwhile", String(stored), "", `${effort.connections} connections`),
    ];
  } finally {
    await servers.close();
  }
}

async function countEvents(product: BenchProduct): Promise<number> {
  const [row] = await product.rows<{ count: number }>("select count(*)::int as count from provider_events");
  return row?.count ?? 0;
}
