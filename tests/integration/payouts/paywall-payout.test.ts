import { beforeAll, describe, expect, it } from "vitest";
import { systemClock } from "@/lib/kernel/clock";
import { approvePayouts } from "@/lib/payouts/decide-payouts";
import { followPayout } from "@/lib/payouts/follow-payout";
import { getPayout } from "@/lib/payouts/queries";
import { requestPayouts } from "@/lib/payouts/request-payouts";
import { makeContext } from "../../support/context";
import { ledgerOf } from "../../support/escrow/factories-escrow";
import { IBAN, releasedPayout } from "../../support/escrow/factories-payout";
import { createMerchant, createUser, PAYWALL_SECRET, type TestMerchant } from "../../support/factories";
import { useProduct } from "../../support/product-process";

const product = useProduct({ providerTimeoutMs: 1_500 });
const SEND = "payout/send/iban";
const ASK = "payout/query";
let merchant: TestMerchant;
let second: ReturnType<typeof makeContext>;
const owner = () => makeContext(merchant);

beforeAll(async () => {
  const keys = { ...JSON.parse(PAYWALL_SECRET), payout_key: "pwpayout_sandbox_demo" };
  merchant = await createMerchant({ provider: "paywall", sandboxKey: JSON.stringify(keys) });
  const { id } = await createUser(merchant.id, "approver");
  second = makeContext(merchant, { role: "approver", userId: id });
});

const follow = (payoutId: string) => followPayout({ merchantId: merchant.id, payoutId, clock: systemClock });
const sentTimes = async (id: string) =>
  (await product.rows("select 1 from provider_calls where operation = $1 and subject_id = $2", [SEND, id])).length;

async function approved(amount: number, name = "Ayşe Satıcı") {
  const payout = await releasedPayout(merchant, amount, { beneficiary: { name, iban: IBAN } });
  await product.advance(601);
  await requestPayouts(owner(), { ids: [payout.id], way: "provider" });
  await approvePayouts(second, { ids: [payout.id], amount });
  return payout;
}

describe("a payout by the provider", () => {
  it("is sent once and paid when the provider's own record says so", async () => {
    const payout = await approved(80_000);
    await follow(payout.id);
    expect(await getPayout(owner(), payout.id)).toMatchObject({ status: "sent" });
    await follow(payout.id);
    expect(await getPayout(owner(), payout.id)).toMatchObject({ status: "sent" });
    await product.advance(61);
    await follow(payout.id);
    expect(await getPayout(owner(), payout.id)).toMatchObject({ status: "paid" });
    expect(await ledgerOf(product, payout.payment_id)).toMatchObject({ payout_clearing: 0n, bank_paid_out: -80_000n });
    expect(await sentTimes(payout.id)).toBe(1);
  });

  it("is owed again when the bank sends it back, and another round has a name of its own", async () => {
    const payout = await approved(45_000, "İade Alıcı");
    await follow(payout.id);
    await product.advance(61);
    await follow(payout.id);
    expect(await getPayout(owner(), payout.id)).toMatchObject({ status: "failed" });
    expect(await ledgerOf(product, payout.payment_id)).toMatchObject({ beneficiary_payable: -45_000n });
    await requestPayouts(owner(), { ids: [payout.id], way: "provider" });
    expect((await getPayout(owner(), payout.id)).provider_reference).toBe(`${payout.id}-2`);
  });

  it("is unknown after a lost answer: asked about, found, never sent again", async () => {
    const payout = await approved(62_000);
    await product.sandbox.fault(SEND, "drop_after", { provider: "paywall" });
    await follow(payout.id);
    expect(await getPayout(owner(), payout.id)).toMatchObject({ status: "unknown" });
    await product.sandbox.fault(ASK, "status", { provider: "paywall", status: 503 });
    await follow(payout.id);
    expect(await getPayout(owner(), payout.id)).toMatchObject({ status: "unknown" });
    await product.advance(61);
    await follow(payout.id);
    expect(await getPayout(owner(), payout.id)).toMatchObject({ status: "paid" });
    expect(await sentTimes(payout.id)).toBe(1);
  });

  it("that never arrived is owed again after three answers over twenty minutes, not before", async () => {
    const payout = await approved(51_000);
    await product.sandbox.fault(SEND, "drop_before", { provider: "paywall" });
    for (const pause of [0, 60, 60]) {
      await product.advance(pause);
      await follow(payout.id);
      expect(await getPayout(owner(), payout.id)).toMatchObject({ status: "unknown" });
    }
    await product.advance(1_201);
    await follow(payout.id);
    expect(await getPayout(owner(), payout.id)).toMatchObject({
      status: "failed",
      because: { code: "payout_provider_absent" },
    });
    expect(await sentTimes(payout.id)).toBe(1);
  });

  it("is sent by one of eight workers", async () => {
    const payout = await approved(33_000);
    // Slow enough for all of them to come while the first one's send is under way.
    await product.sandbox.fault(SEND, "delay", { provider: "paywall", delay_ms: 900 });
    await Promise.all(Array.from({ length: 8 }, () => follow(payout.id)));
    expect(await sentTimes(payout.id)).toBe(1);
    expect(["sent", "unknown"]).toContain((await getPayout(owner(), payout.id)).status);
  });

  it("is not concluded from a record of another sum", async () => {
    const payout = await approved(71_000);
    await follow(payout.id);
    await product.advance(61);
    await product.sandbox.fault(ASK, "wrong_amount", { provider: "paywall" });
    await follow(payout.id);
    expect(await getPayout(owner(), payout.id)).toMatchObject({ status: "sent" });
  });
});
