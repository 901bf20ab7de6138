import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { startWorker } from "@/lib/jobs/worker.system";
import { systemClock } from "@/lib/kernel/clock";
import { getPaylink } from "@/lib/paylinks/queries";
import type { PaylinkDto } from "@/lib/paylinks/schemas";
import { makeContext } from "../../support/context";
import { eventuallyPasses } from "../../support/eventually-passes";
import { createMerchant, type TestMerchant } from "../../support/factories";
import { createLink, PayerBrowser } from "../../support/factories-paylink";
import { expectInvariants } from "../../support/invariants";
import { useProduct } from "../../support/product-process";

const product = useProduct();
let merchant: TestMerchant;
let drains: (() => Promise<void>)[] = [];

beforeAll(async () => {
  merchant = await createMerchant();
});

afterEach(async () => {
  await Promise.all(drains.map((drain) => drain()));
  drains = [];
  await expectInvariants(product, { settled: true });
});

async function startWorkers(count = 1): Promise<void> {
  for (let index = 0; index < count; index += 1) drains.push(await startWorker(systemClock));
}

const becomes = (link: PaylinkDto, status: string) =>
  eventuallyPasses(
    async () => expect(await getPaylink(makeContext(merchant), link.id)).toMatchObject({ status }),
    15_000,
  );

const eventsOf = (link: PaylinkDto) =>
  product.rows("select status from provider_events where subject_id = $1", [link.id]);

const eventStored = (link: PaylinkDto) => eventuallyPasses(async () => expect(await eventsOf(link)).toHaveLength(1));

describe("a worker", () => {
  it("brings a webhook to paid from end to end", async () => {
    await startWorkers();
    const link = await createLink(merchant);
    await product.sandbox.pay(link.provider_id ?? "");
    await becomes(link, "paid");
    await eventuallyPasses(async () => expect(await eventsOf(link)).toEqual([{ status: "applied" }]));
  });

  it("two workers and a webhook delivered six times at once book one journal", async () => {
    await startWorkers(2);
    const link = await createLink(merchant);
    await product.sandbox.pay(link.provider_id ?? "");
    await product.sandbox.redeliver(link.provider_reference, 5);
    await becomes(link, "paid");
    expect(
      await product.rows("select 1 from journals j join payments p on p.id = j.payment_id where p.paylink_id = $1", [
        link.id,
      ]),
    ).toHaveLength(1);
  });

  it("finds out by itself when no webhook comes", async () => {
    const link = await createLink(merchant);
    await new PayerBrowser().goToPayment(link);
    await product.sandbox.fault("webhook", "none");
    await product.sandbox.pay(link.provider_id ?? "");
    await product.advance(31);
    await startWorkers();
    await becomes(link, "paid");
  });

  it("tries again after the provider was away", async () => {
    const link = await createLink(merchant);
    await product.sandbox.fault("transaction/check", "status", { times: 2, status: 503 });
    await product.sandbox.pay(link.provider_id ?? "");
    await eventStored(link);
    await startWorkers();
    await eventuallyPasses(async () =>
      expect((await product.sandbox.calls("transaction/check", link.provider_reference)).length).toBeGreaterThan(0),
    );
    await eventuallyPasses(async () => {
      await product.advance(31);
      expect(await getPaylink(makeContext(merchant), link.id)).toMatchObject({ status: "paid" });
    }, 15_000);
  });

  it("a job that always fails holds up nobody else", async () => {
    await product.rows(
      'select enqueue_job(\'follow-paylink\', \'poison\', \'{"merchantId":"mer_x","paylinkId":"poison"}\')',
    );
    await startWorkers();
    const link = await createLink(merchant);
    await product.sandbox.pay(link.provider_id ?? "");
    await becomes(link, "paid");
    await product.rows("delete from pgboss.job where singleton_key = 'poison'");
  });
});

describe("the queue is expendable", () => {
  it("stored events whose jobs are gone are asked again", async () => {
    const link = await createLink(merchant);
    await product.sandbox.pay(link.provider_id ?? "");
    await eventStored(link);
    await product.rows("truncate pgboss.job");
    await product.advance(61);
    await startWorkers();
    await becomes(link, "paid");
    expect(await eventsOf(link)).toEqual([{ status: "applied" }]);
  });

  it("links being made, stopped or paid converge from the tables alone", async () => {
    await product.sandbox.fault("mailorder/create", "drop_after");
    const creating = await createLink(merchant);
    const paying = await createLink(merchant);
    await new PayerBrowser().goToPayment(paying);
    await product.sandbox.fault("webhook", "none");
    await product.sandbox.pay(paying.provider_id ?? "");
    await product.rows("truncate pgboss.job");
    await product.advance(61);
    await startWorkers();
    await becomes(creating, "active");
    await becomes(paying, "paid");
  });
});
