import { expect, it } from "vitest";
import { systemClock } from "@/lib/kernel/clock";
import { followPaylink } from "@/lib/paylinks/follow-paylink";
import { listPayments } from "@/lib/payments/queries";
import { PaymentFilter } from "@/lib/payments/schemas";
import { followRefund } from "@/lib/refunds/follow-refund";
import { getRefund } from "@/lib/refunds/queries";
import { requestRefund } from "@/lib/refunds/request-refund";
import { makeContext } from "../../support/context";
import { createMerchant } from "../../support/factories";
import { createLink } from "../../support/factories-paylink";
import { useProduct } from "../../support/product-process";
import { useBetween } from "./use-between";

const product = useProduct({ providerTimeoutMs: 1_500 });
const between = useBetween(product);
let isStrange = false;
/** A list of reversals whose rows are in a state nobody documented, sales that look untouched. */
between.told = (text) =>
  isStrange ? text.replace(/"status":\d/g, '"status":7').replace(/"reversed":true/g, '"reversed":false') : text;

it("a record in a state we do not know is a record: the refund stays unknown, its amount reserved, until it is clear", async () => {
  const merchant = await createMerchant();
  const owner = makeContext(merchant);
  const link = await createLink(merchant);
  await product.sandbox.pay(link.provider_id ?? "");
  await followPaylink({ merchantId: merchant.id, paylinkId: link.id, clock: systemClock });
  const [payment] = (await listPayments(owner, PaymentFilter.parse({ paylink_id: link.id }))).data;
  await product.sandbox.fault("transaction/reversed_request", "drop_after", { times: 1 });
  const refund = await requestRefund(owner, { payment_id: payment?.id });
  const follow = () => followRefund({ merchantId: merchant.id, refundId: refund.id, clock: systemClock });
  isStrange = true;
  for (let round = 0; round < 4; round += 1) await follow();
  await product.advance(21 * 60);
  await follow();
  expect(await getRefund(owner, refund.id)).toMatchObject({ status: "unknown" });
  isStrange = false;
  await follow();
  expect(await getRefund(owner, refund.id)).toMatchObject({ status: "confirmed" });
});
