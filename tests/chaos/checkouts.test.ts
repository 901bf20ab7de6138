import { afterEach, describe, expect, it } from "vitest";
import { eventuallyPasses } from "../support/eventually-passes";
import { expectInvariants } from "../support/invariants";
import { killInside } from "./rig/kill-inside";
import { useRig } from "./rig/open-rig";
import { type Checkout, comeBack, openCheckout, press, takenFor, throughBank } from "./rig/pay-checkout";

const CALLERS = 200;
const PATIENT_MS = 60_000;

const rig = useRig();

afterEach(() => expectInvariants(rig));

const statusOf = async ({ id }: Checkout) => (await rig.api("GET", `/checkouts/${id}`)).body.status;

async function ends(checkout: Checkout, status: string, stepSeconds = 0): Promise<void> {
  await eventuallyPasses(async () => {
    if (stepSeconds > 0) await rig.advance(stepSeconds);
    expect(await statusOf(checkout)).toBe(status);
  }, PATIENT_MS);
}

describe("many at once on a checkout", () => {
  it("two hundred presses leave one try that can still take money, and one payment", async () => {
    const checkout = await openCheckout(rig, "paynet", 21_000);
    const answers = await Promise.all(Array.from({ length: CALLERS }, () => press(rig, checkout, "paynet")));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    const live = await rig.rows(
      `select a.id from attempts a join payments p on p.merchant_id = a.merchant_id and p.id = a.payment_id
       where p.checkout_id = $1 and a.status in ('created', 'redirected', 'returned', 'charging', 'unknown')`,
      [checkout.id],
    );
    expect(live).toHaveLength(1);
    await comeBack(rig, await throughBank(rig, checkout, "paynet"));
    await ends(checkout, "complete");
    expect(await takenFor(rig, checkout)).toEqual([21_000]);
  });

  it.each(["paynet", "paywall"] as const)("two hundred returns from %s's bank are one payment", async (provider) => {
    const checkout = await openCheckout(rig, provider, 22_000);
    await press(rig, checkout, provider);
    const arrival = await throughBank(rig, checkout, provider);
    const answers = await Promise.all(Array.from({ length: CALLERS }, () => comeBack(rig, arrival)));
    // 503 asks a payer to send the form again; there are as many at once here as never come back from one bank.
    expect(answers.filter(({ status }) => status !== 303 && status !== 503)).toEqual([]);
    await ends(checkout, "complete");
    expect(await takenFor(rig, checkout)).toEqual([22_000]);
  });
});

describe("killed in the middle of a checkout", () => {
  it("workers inside the charge: it takes effect once", async () => {
    const checkout = await openCheckout(rig, "paynet", 23_000);
    await press(rig, checkout, "paynet");
    const arrival = await throughBank(rig, checkout, "paynet");
    await killInside(rig, "worker", { provider: "paynet", operation: "transaction/tds_charge" }, () =>
      comeBack(rig, arrival),
    );
    await ends(checkout, "complete", 30);
    expect(await takenFor(rig, checkout)).toEqual([23_000]);
  });

  it.each([
    ["paynet", "transaction/tds_initial"],
    ["paywall", "payment/start3d"],
  ] as const)(
    "webs inside the start at %s: nobody was sent to a bank, nothing is taken, the page opens again",
    async (provider, operation) => {
      const checkout = await openCheckout(rig, provider, 24_000);
      await killInside(rig, "web", { provider, operation }, () => press(rig, checkout, provider));
      await eventuallyPasses(async () => expect(rig.hasTwoWebs()).toBe(true), PATIENT_MS);
      await ends(checkout, "open", 600);
      expect(await takenFor(rig, checkout)).toEqual([]);
    },
  );
});
