import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openHookSink, openTestSandbox, type TestSandbox } from "./sandbox-harness";

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await openTestSandbox();
});
afterAll(() => sandbox.close());
beforeEach(async () => {
  await sandbox.control("DELETE", "faults");
});

const order = (operation: string, effect: string, more: object = {}) =>
  sandbox.control("POST", "faults", { provider: "paynet", operation, effect, ...more });
const pay = (id: string) => sandbox.control("POST", `paylinks/${id}/pay`, {});
const create = (reference_no: string) =>
  sandbox.paynet("mailorder/create", { name_surname: "Ali Deneme", amount: 1, reference_no });
const exists = async (reference_no: string) =>
  (await sandbox.paynet("mailorder/detail", { reference_no })).status === 200;

describe("faults of a service", () => {
  it.each([
    ["drop_before", false],
    ["drop_after", true],
  ])("%s closes the socket without an answer", async (effect, tookEffect) => {
    await order("mailorder/create", effect);
    await expect(create(`R-${effect}`)).rejects.toThrow();
    expect(await exists(`R-${effect}`)).toBe(tookEffect);
  });

  it.each([
    ["status", { status: 503 }, 503, false],
    ["status", {}, 500, false],
    ["html", {}, 502, false],
    ["malformed", {}, 200, true],
    ["empty", {}, 200, true],
  ])("%s with %j answers %i", async (effect, more, status, tookEffect) => {
    const reference = `R-${effect}-${status}`;
    await order("mailorder/create", effect, more);
    const answer = await create(reference);
    expect(answer.status).toBe(status);
    expect(answer.body).not.toHaveProperty("id");
    expect(await exists(reference)).toBe(tookEffect);
  });

  it("strike as often as ordered and are then gone", async () => {
    await order("mailorder/create", "status", { times: 2 });
    const statuses = [await create("T"), await create("T"), await create("T")].map((answer) => answer.status);
    expect(statuses).toEqual([500, 500, 200]);
    expect((await sandbox.control("GET", "faults")).body).toEqual({ faults: [] });
  });

  it("wrong_amount and wrong_currency falsify what a query answers, not what is true", async () => {
    const { id } = await sandbox.createLink({ reference_no: "W" });
    await pay(id);
    const row = async () => (await sandbox.paynet("transaction/check", { reference_no: "W" })).body.Data[0];
    await order("transaction/check", "wrong_amount");
    await order("transaction/check", "wrong_currency");
    expect([(await row()).amount, (await row()).currency, await row()]).toMatchObject([
      121.5,
      "USD",
      { amount: 120.5, currency: "TRY" },
    ]);
  });

  it("lag hides what happened within the given time from one query", async () => {
    const { id } = await sandbox.createLink({ reference_no: "L" });
    await pay(id);
    await order("transaction/check", "lag", { delay_ms: 60_000 });
    const statuses = [];
    for (const _try of [1, 2]) statuses.push((await sandbox.paynet("transaction/check", { reference_no: "L" })).status);
    expect(statuses).toEqual([404, 200]);
  });

  it("duplicate makes a call take effect twice", async () => {
    await order("mailorder/create", "duplicate");
    await create("D");
    const { paynet } = (await sandbox.control("GET", "state")).body;
    expect(paynet.links.filter((link: { reference_no: string }) => link.reference_no === "D")).toHaveLength(2);
  });

  it("are refused for an operation nobody serves", async () => {
    expect((await order("mailorder/creat", "status")).status).toBe(422);
    expect((await order("mailorder/create", "explode")).status).toBe(422);
  });
});

describe("faults of the webhook", () => {
  it("none sends nothing and leaves a trace", async () => {
    const sink = await openHookSink();
    const { id } = await sandbox.createLink({ confirmation_url: sink.url });
    await order("webhook", "none");
    const { xact_id } = (await pay(id)).body;
    const statusOf = async () =>
      (await sandbox.control("GET", "state")).body.paynet.webhooks.find(
        (delivery: { xact_id: string }) => delivery.xact_id === xact_id,
      ).status;
    await expect.poll(statusOf, { timeout: 4_000 }).toBe("suppressed");
    expect(sink.received()).toBe(0);
    await sink.close();
  });

  it("duplicate sends the same bytes twice, wrong_amount others", async () => {
    const sink = await openHookSink();
    const first = await sandbox.createLink({ confirmation_url: sink.url });
    await order("webhook", "duplicate");
    await pay(first.id);
    expect((await sink.next()).text).toBe((await sink.next()).text);
    const second = await sandbox.createLink({ confirmation_url: sink.url });
    await order("webhook", "wrong_amount");
    await pay(second.id);
    expect((await sink.next()).body.amount).toBe(1);
    await sink.close();
  });

  it("first lets the webhook arrive before the payment is answered", async () => {
    const sink = await openHookSink();
    const { id } = await sandbox.createLink({ confirmation_url: sink.url });
    await order("webhook", "first");
    await pay(id);
    expect(sink.received()).toBe(1);
    await sink.close();
  });

  it("reorder sends the next payment's webhook first", async () => {
    const sink = await openHookSink();
    await order("webhook", "reorder");
    for (const reference_no of ["EARLIER", "LATER"]) {
      await pay((await sandbox.createLink({ reference_no, confirmation_url: sink.url })).id);
    }
    expect([(await sink.next()).body.referance_no, (await sink.next()).body.referance_no]).toEqual([
      "LATER",
      "EARLIER",
    ]);
    await sink.close();
  });
});
