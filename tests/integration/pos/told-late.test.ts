import { expect, it } from "vitest";
import { sweepDue } from "@/lib/jobs/sweep-due.system";
import { systemClock } from "@/lib/kernel/clock";
import { getPayment } from "@/lib/payments/queries";
import { followPos } from "@/lib/pos/sales/follow-pos";
import { getPosSession } from "@/lib/pos/sales/queries";
import { cancelPosSale } from "@/lib/pos/steps/decide-sale";
import { makeContext } from "../../support/context";
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

it("a sale that was given up is asked about until the provider was heard: a silent day leaves no payment open", async () => {
  const merchant = await createMerchant();
  const owner = makeContext(merchant);
  const sale = await startSale(merchant);
  await cancelPosSale(owner, { id: sale.id });
  await product.advance(26 * 3_600);
  const isDue = async () => {
    const due = "select id from pos_sessions where id = $1 and next_check_at <= vezne_now()";
    return (await product.rows(due, [sale.id])).length === 1;
  };
  for (let question = 0; question < 3; question += 1) {
    expect({ question, isDue: await isDue() }).toEqual({ question, isDue: true });
    await sweepDue();
    await ask(merchant, sale.id);
    await product.advance(3_601);
  }
  expect(await getPosSession(owner, sale.id)).toMatchObject({ status: "expired" });
  expect(await getPayment(owner, sale.payment_id)).toMatchObject({ status: "expired" });
});
