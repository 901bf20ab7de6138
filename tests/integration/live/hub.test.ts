import pg from "pg";
import { beforeAll, expect, it } from "vitest";
import { wakeDashboards } from "@/lib/jobs/wake-workers";
import { type LiveEvent, liveHub } from "@/lib/live/hub.system";
import { eventuallyPasses } from "../../support/eventually-passes";
import { createMerchant, type TestMerchant } from "../../support/factories";
import { useProduct } from "../../support/product-process";

const product = useProduct();
let merchant: TestMerchant;
let other: TestMerchant;

beforeAll(async () => {
  merchant = await createMerchant();
  other = await createMerchant();
});

const write = (by: { query(text: string, values: unknown[]): Promise<unknown> }, id: string, whose = merchant) =>
  by.query(
    "insert into outbox (merchant_id, mode, topic, subject_id, data, created_at) values ($1, 'test', 'paylink', $2, '{}', vezne_now())",
    [whose.id, id],
  );

async function connected(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: product.database.adminUrl });
  await client.connect();
  return client;
}

it("a change that commits late is told although a higher number was told before, each once, and to its merchant alone", async () => {
  const heard: LiveEvent[] = [];
  const leave = liveHub().add({ merchantId: merchant.id, mode: "test", hear: (event) => heard.push(event) });
  const ids = () => heard.map(({ id }) => id).filter((id) => !id.startsWith("probe"));
  const plain = { query: (text: string, values: unknown[]) => product.rows(text, values) };
  let probe = 0;
  // The hub starts with what is new when it first looks.
  await eventuallyPasses(async () => {
    await write(plain, `probe ${probe++}`);
    wakeDashboards();
    expect(heard.length).toBeGreaterThan(0);
  });

  const [first, second] = [await connected(), await connected()];
  await first.query("begin");
  await first.query("select pg_current_xact_id()");
  await second.query("begin");
  await write(second, "lower number, commits last");
  await write(first, "higher number, commits first");
  await write(plain, "not of this merchant", other);
  await first.query("commit");
  wakeDashboards();
  await eventuallyPasses(() => expect(ids()).toEqual(["higher number, commits first"]));
  await second.query("commit");
  wakeDashboards();
  await eventuallyPasses(() => expect(ids()).toEqual(["higher number, commits first", "lower number, commits last"]));
  await Promise.all([first.end(), second.end()]);
  leave();
});
