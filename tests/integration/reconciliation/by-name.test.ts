import { beforeAll, describe, expect, it } from "vitest";
import { systemClock } from "@/lib/kernel/clock";
import { getPayment } from "@/lib/payments/queries";
import { reconcileNight } from "@/lib/reconciliation/compare-now";
import { adoptCase } from "@/lib/reconciliation/fix-case";
import { listCases, listRuns } from "@/lib/reconciliation/queries";
import { reconcileAccount } from "@/lib/reconciliation/reconcile-account";
import { CaseFilter } from "@/lib/reconciliation/schemas";
import { makeContext } from "../../support/context";
import { createMerchant, type TestMerchant } from "../../support/factories";
import { createLink, PayerBrowser } from "../../support/factories-paylink";
import { useProduct } from "../../support/product-process";
import { DAY, follow, PAYS, paymentsOf, usePaywall } from "../paywall/paywall-payer";

const product = useProduct({ providerTimeoutMs: 1_500 });
const paywall = usePaywall(product);
let merchant: TestMerchant;

beforeAll(async () => {
  merchant = await createMerchant({ provider: "paywall" });
});

const owner = () => makeContext(merchant);
const compare = () =>
  reconcileAccount({ merchantId: merchant.id, accountId: merchant.accountId, kind: "nightly", clock: systemClock });
const open = async () => (await listCases(owner(), CaseFilter.parse({}))).data;
const verdicts = async () => {
  const [run] = await product.rows<{ verdicts: { day: string; verdict: string }[]; status: string }>(
    "select verdicts, status from reconciliation_runs where merchant_id = $1 order by started_at desc, id desc limit 1",
    [merchant.id],
  );
  return run?.verdicts.map(({ verdict }) => verdict);
};

async function paid(amount: number) {
  const made = await createLink(merchant, { provider: "paywall", amount });
  await new PayerBrowser().goToPayment(made);
  await paywall.payOnPage(made.url ?? "");
  await follow(merchant, made);
  const [payment] = await paymentsOf(merchant, made);
  if (payment === undefined) throw new Error("no payment");
  return { made, payment };
}

describe("a provider without lists", () => {
  it("is asked about each of ours, and agrees to the totals of a closed day", async () => {
    await paid(100_000);
    await paid(50_000);
    await product.advance(DAY);
    expect(await compare()).toMatchObject({ status: "complete" });
    expect(await open()).toEqual([]);
    expect(await verdicts()).toContain("agrees");
    const [run] = (await listRuns(owner())).data;
    expect(run?.read).toEqual({
      ours: { sales: 2, amount: "150000", refunds: 0 },
      theirs: { sales: 2, amount: "150000", refunds: 0 },
      asked: 2,
    });
  });

  it("that gave a part back in its own panel: found, taken into the books as a refund, and gone", async () => {
    const { made, payment } = await paid(80_000);
    await product.advance(DAY);
    const panel = { MerchantUniqueCode: made.provider_reference, Amount: 70 };
    await paywall.api("private/api/paywall/private/refund/partial", panel);
    await compare();
    const [found, ...more] = await open();
    expect([found, more]).toMatchObject([
      { reason: "refund_only_at_provider", payment_id: payment.id, amount_at_risk: 7_000 },
      [],
    ]);
    expect(await adoptCase(owner(), { id: found?.id })).toMatchObject({ status: "resolved", resolution: "adopted" });
    expect(await getPayment(owner(), payment.id)).toMatchObject({
      status: "partially_refunded",
      amount_refunded: 7_000,
    });
    await compare();
    expect(await open()).toEqual([]);
  });

  it("whose panel sold something: the day's totals are refused, and the difference is that day's", async () => {
    await product.advance(DAY);
    const start = {
      PaymentDetail: {
        ...{ Amount: 123, MerchantUniqueCode: "PANEL-9", TrackingCode: "PANEL-9", CurrencyId: 1, Installment: 1 },
        ...{ MerchantSuccessBackUrl: "http://127.0.0.1:9/ok", MerchantFailBackUrl: "http://127.0.0.1:9/no" },
        ClientIP: "203.0.113.7",
      },
      Card: { OwnerName: "DENIZ", Number: PAYS, ExpireMonth: "12", ExpireYear: "2029", Cvv: "000" },
      Customer: { FullName: "D", Phone: "5", Email: "d@e.f", Country: "TR", City: "I", Address: "A" },
      Products: [
        { ProductId: "1", ProductName: "M", ProductCategory: "-", ProductDescription: "-", ProductAmount: 123 },
      ],
    };
    const answer = (await paywall.api("payment/api/paywall/payment/start3d", start)) as {
      Body: { Payment: { UniqueCode: string } };
    };
    await paywall.control("POST", `checkouts/${answer.Body.Payment.UniqueCode}/finish`, { result: "close_after" });
    await product.advance(DAY);
    await reconcileNight({
      merchantId: merchant.id,
      accountId: merchant.accountId,
      kind: "nightly",
      clock: systemClock,
    });
    expect(await open()).toMatchObject([
      {
        reason: "day_refused",
        subject_kind: "day",
        ours: { paid_count: 0 },
        theirs: { paid_count: 1, paid_amount: "12300" },
      },
    ]);
  });

  it("that does not answer leaves the run incomplete", async () => {
    const before = await open();
    await paywall.fault("private/query/by/uniquecode", "status", { status: 503, times: 1 });
    expect(await compare()).toMatchObject({ status: "incomplete" });
    expect(await open()).toEqual(before);
  });
});
