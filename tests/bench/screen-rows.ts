import path from "node:path";
import { liveHub } from "@/lib/live/hub.system";
import { env } from "@/lib/runtime/env";
import { signCapability } from "@/lib/webhooks/capability";
import { createMerchant } from "../support/factories";
import { createLink } from "../support/factories-paylink";
import type { BenchProduct } from "./bench-product";
import { median, milliseconds, printed, quantile, type Row } from "./report";
import type { Effort } from "./rounds";
import { serverProcesses } from "./server-processes";

const SINK = path.join(import.meta.dirname, "../integration/webhooks/http/sink-process.ts");
const EVERY_MS = 10;

/** Making a link: our whole use case, minus what the provider itself took for the same call. */
export async function paylinkRow(product: BenchProduct, effort: Effort): Promise<Row[]> {
  const merchant = await createMerchant();
  for (let n = 0; n < 3; n += 1) await createLink(merchant);
  await product.rows("analyze");
  const count = Math.max(5, effort.commands / 4);
  const whole: number[] = [];
  for (let n = 0; n < count; n += 1) {
    const began = performance.now();
    await createLink(merchant);
    whole.push(performance.now() - began);
  }
  const calls = await product.rows<{ ms: number }>(
    "select duration_ms::float8 as ms from provider_calls where merchant_id = $1 and operation like '%mailorder/create' and state = 'answered'",
    [merchant.id],
  );
  if (calls.length < count) throw new Error(`${calls.length} of ${count} calls to the provider were recorded`);
  const provider = median(calls.map(({ ms }) => ms));
  const beyond = median(whole) - provider;
  return [
    printed(
      "paylink made, our time beyond the provider's",
      milliseconds(beyond),
      milliseconds(provider),
      `aim 8 ms: ${beyond <= 8 ? "reached" : "missed"}; floor is the provider's part`,
    ),
  ];
}

/** A notification is posted to one process; how long until the hub of another tells its open browsers. */
export async function liveRow(product: BenchProduct, effort: Effort): Promise<Row[]> {
  const merchant = await createMerchant();
  const link = await createLink(merchant);
  const capability = { kind: "link" as const, provider: "paynet", merchantId: merchant.id, subjectId: link.id };
  const segment = signCapability(env().CAPABILITY_KEYS, { ...capability, accountId: merchant.accountId });
  const heardAt = new Map<string, number>();
  const hear = ({ topic, id }: { topic: string; id: string }) => {
    if (topic === "event") heardAt.set(id, performance.now());
  };
  const leave = liveHub().add({ merchantId: merchant.id, mode: "test", hear });
  const servers = serverProcesses();
  try {
    const url = `${await servers.start(SINK)}/api/webhooks/paynet-callback/${segment}`;
    const sentAt = new Map<string, number>();
    const total = Math.round((effort.seconds * 3 * 1000) / EVERY_MS);
    const post = async (n: number) => {
      const body = JSON.stringify({ n });
      sentAt.set(body, performance.now());
      await (await fetch(url, { method: "POST", body })).arrayBuffer();
    };
    // The hub starts to read at what is newest when it first looks.
    for (let n = -1; heardAt.size === 0 && n > -200; n -= 1) await post(n);
    const sending: Promise<void>[] = [];
    await new Promise<void>((resolve) => {
      const timer = setInterval(() => {
        sending.push(post(sending.length));
        if (sending.length < total) return;
        clearInterval(timer);
        resolve();
      }, EVERY_MS);
    });
    await Promise.all(sending);
    const events = await product.rows<{ id: string; body: string }>(
      "select id, body from provider_events where merchant_id = $1",
      [merchant.id],
    );
    const deadline = performance.now() + 5_000;
    while (events.some(({ id, body }) => !body.includes("-") && !heardAt.has(id)) && performance.now() < deadline) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    const delays = events
      .filter(({ body }) => !body.includes("-"))
      .map(({ id, body }) => (heardAt.get(id) ?? Number.POSITIVE_INFINITY) - (sentAt.get(body) ?? 0));
    const [p50, p95] = [quantile(delays, 0.5), quantile(delays, 0.95)];
    const note = `100 a second; aim p95 300 ms: ${p95 <= 300 ? "reached" : "missed"}; up to the write to the browser's stream`;
    return [
      printed("event received until told to browsers", `p50 ${milliseconds(p50)}, p95 ${milliseconds(p95)}`, "", note),
    ];
  } finally {
    leave();
    await servers.close();
  }
}
