import { beforeAll, describe, expect, it } from "vitest";
import { systemClock } from "@/lib/kernel/clock";
import { getPayment } from "@/lib/payments/queries";
import { listCases, listRuns } from "@/lib/reconciliation/queries";
import { reconcileAccount } from "@/lib/reconciliation/reconcile-account";
import { CaseFilter } from "@/lib/reconciliation/schemas";
import { followRefund } from "@/lib/refunds/follow-refund";
import { getRefund } from "@/lib/refunds/queries";
import { requestRefund } from "@/lib/refunds/request-refund";
import { makeContext } from "../../support/context";
import { createMerchant, type TestMerchant } from "../../support/factories";
import { createLink, PayerBrowser } from "../../support/factories-paylink";
import { useProduct } from "../../support/product-process";
import { useBetween } from "../refunds/use-between";
import { DAY, follow, paymentsOf, usePaywall } from "./paywall-payer";

const product = useProduct({ providerTimeoutMs: 3_000 });
const paywall = usePaywall(product);
const between = useBetween(product);
let merchant: TestMerchant;

beforeAll(async () => {
  merchant = await createMerchant({ provider: "paywall" });
});

const owner = () => makeContext(merchant);
const carryOn = (refundId: string) => followRefund({ merchantId: merchant.id, refundId, clock: systemClock });

/** A payment of 1.000,00 of the day before. */
async function paidYesterday() {
  const made = await createLink(merchant, { provider: "paywall", amount: 100_000 });
  await new PayerBrowser().goToPayment(made);
  await paywall.payOnPage(made.url ?? "");
  await follow(merchant, made);
  const [payment] = await paymentsOf(merchant, made);
  if (payment === undefined) throw new Error("no payment");
  await product.advance(DAY);
  return { payment, reference: made.provider_reference ?? "" };
}

/** The next time this sale is asked about, so much of it goes back first: asked for, sent and ended by another worker. */
function whileAsked(paymentId: string, amount: number): { refundId: string } {
  const meanwhile = { refundId: "" };
  between.before = async (path) => {
    if (!path.includes("query")) return;
    between.before = () => undefined;
    const { id } = await requestRefund(owner(), { payment_id: paymentId, amount });
    meanwhile.refundId = id;
    await carryOn(id);
  };
  return meanwhile;
}

/** Asked for, and its sender hears nothing: the call never reached the provider. */
async function lost(paymentId: string, amount: number) {
  await paywall.fault("private/refund/partial", "drop_before", { times: 1 });
  const { id } = await requestRefund(owner(), { payment_id: paymentId, amount });
  await carryOn(id);
  expect(await statusOf(id)).toBe("unknown");
  return id;
}
const statusOf = async (id: string) => (await getRefund(owner(), id)).status;

describe("two equal refunds, one of which never arrived", () => {
  it("the one that the provider accepted ends, the other frees its amount", async () => {
    const { payment } = await paidYesterday();
    const first = await lost(payment.id, 30_000);
    const { id: second } = await requestRefund(owner(), { payment_id: payment.id, amount: 30_000 });
    await carryOn(second);
    expect(await Promise.all([first, second].map(statusOf))).toEqual(["unknown", "confirmed"]);
    for (let round = 0; round < 3; round += 1) {
      await carryOn(first);
      await product.advance(11 * 60);
    }
    expect(await statusOf(first)).toBe("rejected");
    expect(await getPayment(owner(), payment.id)).toMatchObject({ amount_refunded: 30_000 });
  });
});

describe("while the sale is being asked about, other money of it goes back", () => {
  it.each([30_000, 50_000])("%i of it: a lost refund is not taken for that one", async (amount) => {
    const { payment } = await paidYesterday();
    const first = await lost(payment.id, 30_000);
    const beside = await lost(payment.id, 20_000);
    const meanwhile = whileAsked(payment.id, amount);
    await carryOn(first);
    expect(await Promise.all([first, beside, meanwhile.refundId].map(statusOf))).toEqual([
      "unknown",
      "unknown",
      "confirmed",
    ]);
    expect(await getPayment(owner(), payment.id)).toMatchObject({ amount_refunded: amount });
  });

  it("a comparison with the provider finds no difference in it", async () => {
    const { payment } = await paidYesterday();
    const meanwhile = whileAsked(payment.id, 10_000);
    const { id: merchantId, accountId } = merchant;
    await reconcileAccount({ merchantId, accountId, kind: "nightly", clock: systemClock });
    expect(await getRefund(owner(), meanwhile.refundId)).toMatchObject({ status: "confirmed" });
    const cases = (await listCases(owner(), CaseFilter.parse({}))).data;
    expect(cases.filter(({ payment_id }) => payment_id === payment.id)).toEqual([]);
    expect((await listRuns(owner())).data[0]).toMatchObject({ status: "complete" });
  });
});
