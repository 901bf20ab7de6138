import { beforeAll, expect, it } from "vitest";
import { env } from "@/lib/runtime/env";
import { signCapability } from "@/lib/webhooks/capability";
import { createMerchant, type TestMerchant } from "../../../support/factories";
import { useProduct } from "../../../support/product-process";
import { ask, startSale } from "../../pos/pos-sale";

const product = useProduct();
let merchant: TestMerchant;
beforeAll(async () => {
  merchant = await createMerchant();
  const [account] = await product.rows<{ id: string }>("select id from provider_accounts where merchant_id = $1", [
    merchant.id,
  ]);
  const accountId = account?.id ?? "";
  const segment = signCapability(env().CAPABILITY_KEYS, {
    ...{ kind: "account", provider: "paynet", merchantId: merchant.id, subjectId: accountId, accountId },
  });
  await product.sandbox.posWebhook(`${product.appUrl}/api/webhooks/paynet-callback/${segment}`);
});

const events = (sessionId: string) =>
  product.rows<{ subject_kind: string; status: string; deliveries: number; body: string }>(
    "select subject_kind, status, deliveries, body from provider_events where subject_id = $1",
    [sessionId],
  );

it("the provider's own notice of a phone's sale finds its session, once however often it comes, and asks", async () => {
  const session = await startSale(merchant);
  await product.sandbox.fault("webhook", "duplicate");
  const paid = await product.sandbox.pos(session.payment_session_id ?? "", "lose_callback");
  expect(paid).toMatchObject({ result: "paid", webhook: "queued" });
  await expect.poll(() => events(session.id)).toMatchObject([{ deliveries: 2 }]);
  const [event] = await events(session.id);
  expect(event).toMatchObject({ subject_kind: "pos_session", status: "received" });
  expect(JSON.parse(event?.body ?? "{}")).toMatchObject({
    payment_session_id: session.payment_session_id,
    agent_reference: session.provider_reference,
    xact_id: paid.xact_id,
  });
  const jobs = "select 1 from pgboss.job where name = 'follow-pos' and singleton_key = $1";
  expect(await product.rows(jobs, [session.id])).not.toEqual([]);
  expect(await ask(merchant, session.id)).toMatchObject({ status: "succeeded" });
});

it("a declined card is told to nobody", async () => {
  const session = await startSale(merchant);
  expect(await product.sandbox.pos(session.payment_session_id ?? "", "decline")).toMatchObject({ webhook: "none" });
  const { webhooks } = (await product.sandbox.truth()).paynet;
  expect(JSON.stringify(webhooks)).not.toContain(session.provider_reference);
});
