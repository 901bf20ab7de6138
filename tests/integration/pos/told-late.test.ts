import { describe, expect, it } from "vitest";
import { sweepDue } from "@/lib/jobs/sweep-due.system";
import { systemClock } from "@/lib/kernel/clock";
import { getPayment } from "@/lib/payments/queries";
import { sweepAccount } from "@/lib/payments/sweep-account";
import { followPos } from "@/lib/pos/sales/follow-pos";
import { getPosSession } from "@/lib/pos/sales/queries";
import { cancelPosSale } from "@/lib/pos/steps/decide-sale";
import { reportPosSale } from "@/lib/pos/steps/report-sale";
import { runCommand } from "@/lib/runtime/run-command";
import { makeContext } from "../../support/context";
import { createMerchant, type TestMerchant } from "../../support/factories";
import { useProduct } from "../../support/product-process";
import { accountCapability, deliver } from "../webhooks/deliveries";
import { ask, newTill, startSale } from "./pos-sale";

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

/** The merchant's own app starts the sale with its key, the phone acts, and the account's list tells of it before the app does. */
async function tapBeforeTheReport(merchant: TestMerchant, tap: "decline" | "approve") {
  const till = newTill();
  const sale = await startSale(merchant, { ...till, init: false });
  const answer = await fetch(`${product.sandbox.url}/paynet/v1/softpos/init_sale_transaction`, {
    method: "POST",
    headers: { "content-type": "application/json", "session-key": sale.session_key ?? "" },
    body: JSON.stringify({ amount: 149.9, reference_no: sale.provider_reference }),
  });
  const { payment_session_id } = (await answer.json()) as { payment_session_id: string };
  await product.sandbox.pos(payment_session_id, tap);
  await sweepAccount(merchant.id, merchant.accountId, systemClock);
  return { till, sale, payment_session_id };
}

describe("a tap that is known before its start", () => {
  it("declined: the sale ends by it once its start is known, and its till is free", async () => {
    const merchant = await createMerchant();
    const owner = makeContext(merchant);
    const { till, sale, payment_session_id } = await tapBeforeTheReport(merchant, "decline");
    expect(await getPayment(owner, sale.payment_id)).toMatchObject({ status: "failed" });
    expect(await reportPosSale(owner, { id: sale.id, payment_session_id })).toMatchObject({ status: "initiated" });
    expect(await ask(merchant, sale.id)).toMatchObject({ status: "declined" });
    const again = await startSale(merchant, { ...till, payment_id: sale.payment_id });
    expect(again).toMatchObject({ payment_id: sale.payment_id, status: "initiated" });
  });

  it("paid: nothing is asked any more when the answer to the start comes after all", async () => {
    const merchant = await createMerchant();
    const { sale, payment_session_id } = await tapBeforeTheReport(merchant, "approve");
    expect(await getPosSession(makeContext(merchant), sale.id)).toMatchObject({ status: "succeeded" });
    const actor = { kind: "system", id: "test" };
    const answered = { merchant_id: merchant.id, session_id: sale.id, outcome: "started", payment_session_id, actor };
    await runCommand("vezne_app", "settle_pos_start", { ...answered, call_id: null });
    expect(
      await product.rows("select payment_session_id, next_check_at from pos_sessions where id = $1", [sale.id]),
    ).toEqual([{ payment_session_id, next_check_at: null }]);
  });
});
