import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { getPaylink } from "@/lib/paylinks/queries";
import type { PaylinkDto } from "@/lib/paylinks/schemas";
import { makeContext } from "../../support/context";
import { eventuallyPasses } from "../../support/eventually-passes";
import { createMerchant, type TestMerchant } from "../../support/factories";
import { createLink } from "../../support/factories-paylink";
import { expectInvariants } from "../../support/invariants";
import { useProduct } from "../../support/product-process";

/** What a merchant waits at most after a worker died (fault F86). */
const RECOVERY_MS = 15_000;
/** Longer than the test: a call that meets this never comes back to the worker that made it. */
const NEVER_MS = 60_000;

const root = path.resolve(import.meta.dirname, "../../..");
const product = useProduct({ providerTimeoutMs: NEVER_MS });
let merchant: TestMerchant;
let workers: ChildProcess[] = [];

beforeAll(async () => {
  merchant = await createMerchant();
});

afterEach(async () => {
  await Promise.all(workers.map(kill));
  workers = [];
  await product.sandbox.clearFaults();
});

/** A worker process of its own on this suite's database and provider, as `npm run worker` starts it. */
function startWorker(): ChildProcess {
  const args = ["--conditions=react-server", "--import", "tsx", "scripts/worker.ts"];
  const worker = spawn(process.execPath, args, { cwd: root, stdio: "ignore" });
  workers.push(worker);
  return worker;
}

async function kill(worker: ChildProcess): Promise<void> {
  if (worker.exitCode !== null || worker.signalCode !== null) return;
  const ended = once(worker, "exit");
  worker.kill("SIGKILL");
  await ended;
}

const asked = async (link: PaylinkDto) =>
  (await product.sandbox.calls("transaction/check", link.provider_reference)).length;

const jobsOf = (link: PaylinkDto) =>
  product.rows<{ state: string; retry_count: number }>(
    "select state, retry_count from pgboss.job where name = 'follow-paylink' and singleton_key = $1",
    [link.id],
  );

const journalsOf = (link: PaylinkDto) =>
  product.rows(
    "select 1 from journals j join payments p on p.merchant_id = j.merchant_id and p.id = j.payment_id where p.paylink_id = $1",
    [link.id],
  );

describe("a worker killed in the middle of a job", () => {
  it("is followed by another that captures the payment once, within 15 seconds", async () => {
    const link = await createLink(merchant);
    await product.sandbox.fault("transaction/check", "delay", { times: 1, delay_ms: NEVER_MS });
    const first = startWorker();
    await product.sandbox.pay(link.provider_id ?? "");
    await eventuallyPasses(async () => {
      expect(await asked(link)).toBe(1);
      expect(await jobsOf(link)).toContainEqual({ state: "active", retry_count: 0 });
    }, RECOVERY_MS);
    await kill(first);
    expect(first.signalCode).toBe("SIGKILL");
    expect(await journalsOf(link)).toHaveLength(0);

    const restarted = performance.now();
    startWorker();
    await eventuallyPasses(
      async () => expect(await getPaylink(makeContext(merchant), link.id)).toMatchObject({ status: "paid" }),
      RECOVERY_MS,
    );
    expect(performance.now() - restarted).toBeLessThan(RECOVERY_MS);
    expect(await journalsOf(link)).toHaveLength(1);
    await eventuallyPasses(async () => {
      expect(await product.rows("select status from provider_events where subject_id = $1", [link.id])).toEqual([
        { status: "applied" },
      ]);
    });
    await expectInvariants(product, { settled: true });
  }, 60_000);
});
