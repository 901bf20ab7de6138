import { beforeAll, describe, expect, it } from "vitest";
import { systemClock } from "@/lib/kernel/clock";
import { followPaylink } from "@/lib/paylinks/follow-paylink";
import { listPayments } from "@/lib/payments/queries";
import { PaymentFilter } from "@/lib/payments/schemas";
import { getTimeline } from "@/lib/payments/timeline.queries";
import { followRefund } from "@/lib/refunds/follow-refund";
import { requestRefund } from "@/lib/refunds/request-refund";
import { makeContext } from "../../support/context";
import { createMerchant, type TestMerchant } from "../../support/factories";
import { createLink } from "../../support/factories-paylink";
import { useProduct } from "../../support/product-process";

const product = useProduct({ providerTimeoutMs: 1_500 });
const SEND = "transaction/reversed_request";
const ASK = "transaction/reversal_list";
let merchant: TestMerchant;

beforeAll(async () => {
  merchant = await createMerchant();
});

const owner = () => makeContext(merchant);

/** A paid payment whose whole refund was asked for and carried on once. */
async function refunded() {
  const link = await createLink(merchant);
  await product.sandbox.pay(link.provider_id ?? "");
  await followPaylink({ merchantId: merchant.id, paylinkId: link.id, clock: systemClock });
  const [payment] = (await listPayments(owner(), PaymentFilter.parse({ paylink_id: link.id }))).data;
  const refund = await requestRefund(owner(), { payment_id: payment?.id ?? "" });
  await followRefund({ merchantId: merchant.id, refundId: refund.id, clock: systemClock });
  return { link, payment: payment?.id ?? "", refund: refund.id };
}

/** Steps of a refund with the operation of the provider call each names as its cause. */
const causesOf = (refund: string) =>
  product.rows<{ action: string; operation: string | null }>(
    `select a.action, c.operation from audit_log a
     left join provider_calls c on c.merchant_id = a.merchant_id and c.id = a.data->>'call_id'
     where a.subject_id = $1 and a.action <> 'refund.requested' order by a.seq`,
    [refund],
  );

describe("because of what a refund went on", () => {
  it("names the provider call behind every answer, in the audit and in the refund's own cause", async () => {
    const { refund } = await refunded();
    expect(await causesOf(refund)).toEqual([
      { action: "refund.scheduled", operation: null },
      { action: "refund.sending", operation: null },
      { action: "refund.sent", operation: SEND },
      { action: "refund.confirmed", operation: ASK },
    ]);
    const [row] = await product.rows<{ operation: string }>(
      `select c.operation from refunds r join provider_calls c
         on c.merchant_id = r.merchant_id and c.id = r.because->>'call_id' where r.id = $1`,
      [refund],
    );
    expect(row).toEqual({ operation: ASK });
  });

  it("names the call whose answer never came", async () => {
    await product.sandbox.fault(SEND, "drop_before", { times: 1 });
    const { refund } = await refunded();
    expect((await causesOf(refund)).at(-1)).toEqual({ action: "refund.unknown", operation: SEND });
  });
});

describe("the timeline of a refunded payment", () => {
  const codesOf = async (subject: { paylinkId: string | null; paymentId: string | null }) =>
    (await getTimeline(owner(), subject)).map(({ code }) => code).filter((code) => code.startsWith("call."));

  it("tells the request and the question, with what the answer means for the money", async () => {
    const { link, payment } = await refunded();
    const codes = await codesOf({ paylinkId: link.id, paymentId: payment });
    expect(codes).toContain(`call.${SEND}.accepted`);
    expect(codes).toContain(`call.${ASK}`);
    expect(await codesOf({ paylinkId: null, paymentId: payment })).toEqual(
      codes.filter((code) => code.includes("revers")),
    );
  });

  it("says that a request without an answer may have given the money back", async () => {
    await product.sandbox.fault(SEND, "drop_before", { times: 1 });
    const { link, payment } = await refunded();
    expect(await codesOf({ paylinkId: link.id, paymentId: payment })).toContain(`call.${SEND}.unanswered`);
  });

  it("of a link tells the refunds of its payments and no other link's", async () => {
    const [one, two] = [await refunded(), await refunded()];
    const codes = await codesOf({ paylinkId: one.link.id, paymentId: null });
    expect(codes.filter((code) => code.startsWith(`call.${SEND}`))).toHaveLength(1);
    expect(two.link.id).not.toBe(one.link.id);
  });
});
