import { expect, it } from "vitest";
import { sweepDue } from "@/lib/jobs/sweep-due.system";
import { systemClock } from "@/lib/kernel/clock";
import { followPos } from "@/lib/pos/sales/follow-pos";
import { createMerchant } from "../../support/factories";
import { useProduct } from "../../support/product-process";
import { accountCapability, deliver } from "../webhooks/deliveries";
import { ask, startSale } from "./pos-sale";

const product = useProduct({ providerTimeoutMs: 1_500 });

it("a notification of a sale that was booked already is applied, and not asked about every minute for ever", async () => {
  const merchant = await createMerchant();
  const sale = await startSale(merchant);
  await product.sandbox.pos(sale.payment_session_id ?? "", "approve");
  expect(await ask(merchant, sale.id)).toMatchObject({ status: "succeeded" });
  const body = { payment_session_id: sale.payment_session_id, reference_no: sale.provider_reference, is_succeed: true };
  expect(await deliver(product, accountCapability(merchant), { body })).toMatchObject({ status: 200 });
  const events = () =>
    product.rows<{ id: string; status: string }>(
      "select id, status from provider_events where merchant_id = $1 and subject_id = $2",
      [merchant.id, sale.id],
    );
  const [event] = await events();
  await followPos({ merchantId: merchant.id, sessionId: sale.id, eventId: event?.id ?? "", clock: systemClock });
  expect(await events()).toMatchObject([{ status: "applied" }]);
  await product.rows("delete from pgboss.job where name = 'follow-pos'");
  await product.advance(120);
  await sweepDue();
  expect(
    await product.rows("select 1 from pgboss.job where name = 'follow-pos' and data->>'eventId' is not null"),
  ).toEqual([]);
});
