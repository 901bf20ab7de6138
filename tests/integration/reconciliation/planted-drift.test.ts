import { beforeAll, describe, expect, it } from "vitest";
import { expectInvariants } from "../../support/invariants";
import { useProduct } from "../../support/product-process";
import { type PlantedShop, plantedShop } from "./planted-shop";

const COUNT = Number(process.env.RECON_PAYMENTS ?? 5_000);
// Asked for once, at the end: over so many rows they take longer than the comparison.
const product = useProduct({ checksInvariants: false });
const shop = {} as PlantedShop;

beforeAll(async () => {
  Object.assign(shop, await plantedShop(product, COUNT));
}, 120_000);

describe(`${COUNT} payments on both sides`, () => {
  it("differ in at least twelve kinds of ways", () => {
    expect(new Set(shop.expected.map(([reason]) => reason)).size).toBeGreaterThanOrEqual(12);
  });

  it("every one is found and nothing else", async () => {
    const answer = await shop.compare();
    const run = await shop.lastRun();
    expect([answer.kind === "ended" && answer.status, run.why]).toEqual(["complete", null]);
    const found = await shop.cases();
    expect(found.map(({ reason, subject_id }) => [reason, subject_id]).sort()).toEqual([...shop.expected].sort());
    expect(run).toMatchObject({
      status: "complete",
      opened: shop.expected.length,
      found: shop.expected.length,
      resolved: 0,
    });
    expect(run.read).toMatchObject({ ours: { sales: COUNT }, theirs: { sales: COUNT + 2 + shop.strangers } });
  });

  it("a second run changes nothing but when each was last seen", async () => {
    const before = await shop.cases();
    await shop.compare();
    const after = await shop.cases();
    const still = (rows: Record<string, unknown>[]) => rows.map(({ last_seen, ...row }) => row);
    expect(still(after)).toEqual(still(before));
    expect(await shop.lastRun()).toMatchObject({ opened: 0, resolved: 0 });
  });
});

describe("what is not concluded", () => {
  it("a list that cannot be read to its end opens and closes nothing", async () => {
    const before = await shop.cases();
    await product.sandbox.fault("transaction/list", "status", { times: 1, status: 500 });
    expect(await shop.compare()).toMatchObject({ kind: "ended", status: "incomplete" });
    await product.sandbox.clearFaults();
    expect(await shop.lastRun()).toMatchObject({
      status: "incomplete",
      opened: 0,
      resolved: 0,
      why: expect.stringMatching(/^list_/),
    });
    expect(await shop.cases()).toEqual(before);
  });

  it("two comparisons of one account at a time are one", async () => {
    const answers = await Promise.all([shop.compare(), shop.compare()]);
    expect(answers.map(({ kind }) => kind).sort()).toEqual(["ended", "running"]);
  });
});

it("the invariants hold over all of it", () => expectInvariants(product), 30_000);
