import { createHash } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { systemClock } from "@/lib/kernel/clock";
import { followPaylink } from "@/lib/paylinks/follow-paylink";
import type { PaylinkDto } from "@/lib/paylinks/schemas";
import { listPayments } from "@/lib/payments/queries";
import { PaymentFilter } from "@/lib/payments/schemas";
import { followRefund } from "@/lib/refunds/follow-refund";
import { requestRefund } from "@/lib/refunds/request-refund";
import { ingest } from "@/lib/webhooks/ingest";
import { makeContext } from "../../support/context";
import { createMerchant, type TestMerchant } from "../../support/factories";
import { atProvider, capabilityOf, createLink } from "../../support/factories-paylink";
import { useProduct } from "../../support/product-process";
import { brokenInvariants, withMutant } from "./mutate";

const product = useProduct({ checksInvariants: false });
let merchant: TestMerchant;

beforeEach(async () => {
  merchant = await createMerchant();
});

async function paidLink(): Promise<{ link: PaylinkDto; segment: string }> {
  const link = await createLink(merchant, { amount: 100_000 });
  await product.sandbox.fault("webhook", "none", { times: 1 });
  await product.sandbox.pay(link.provider_id ?? "");
  return { link, segment: capabilityOf((await atProvider(product.sandbox, link)).confirmation_url) };
}

async function notify(segment: string, body: string): Promise<{ status: number; isKept: boolean }> {
  const delivery = { provider: "paynet", segment, body: Buffer.from(body), contentType: "application/json" } as const;
  const { status } = await ingest({ ...delivery, signature: undefined, address: "198.51.100.9" });
  const digest = createHash("sha256").update(body).digest("hex");
  const kept = await product.rows("select 1 from provider_events where merchant_id = $1 and body_sha256 = $2", [
    merchant.id,
    digest,
  ]);
  return { status, isKept: kept.length > 0 };
}

const processMemory = () =>
  (globalThis as unknown as Record<symbol, Map<string, unknown>>)[Symbol.for("vezne.process-singletons")];

const ANSWERED = "I4 answer: the figures are those of the provider's answer that was stored with the booking";

describe("mutants of what is told", () => {
  it("ack before insert: what was answered 200 is in the inbox, or this test fails", async () => {
    const { segment } = await paidLink();
    expect(await notify(segment, '{"n":1}')).toEqual({ status: 200, isKept: true });
    const sane = processMemory()?.get("intakeBatch");
    // The mutant says "stored" at once and dies before it stores.
    processMemory()?.set("intakeBatch", { add: async (event: { id: string }) => ({ id: event.id, result: "stored" }) });
    expect(await notify(segment, '{"n":2}')).toEqual({ status: 200, isKept: false });
    processMemory()?.set("intakeBatch", sane);
    expect(await notify(segment, '{"n":3}')).toEqual({ status: 200, isKept: true });
  });

  it(`trust the webhook's amount: "${ANSWERED}" breaks`, async () => {
    const lie = async () => {
      const { link, segment } = await paidLink();
      await notify(segment, JSON.stringify({ reference_no: link.provider_reference, is_succeed: true, amount: 1_900 }));
      await followPaylink({ merchantId: merchant.id, paylinkId: link.id, clock: systemClock });
    };
    await lie();
    expect(await brokenInvariants(product)).toEqual([]);
    const believes = `p := p || coalesce((select jsonb_build_object('amount_charged', told.sum::text, 'net',
        (told.sum - (p->>'commission')::bigint - (p->>'commission_tax')::bigint)::text)
      from (select (body::jsonb->>'amount')::bigint * 100 as sum from provider_events
            where merchant_id = m and subject_id = p->>'paylink_id' and source = 'webhook' limit 1) told), '{}');
      if target not in ('captured', 'authorised', 'failed') then`;
    await withMutant(
      product,
      "book_transaction",
      "if target not in ('captured', 'authorised', 'failed') then",
      believes,
      lie,
    );
    expect(await brokenInvariants(product)).toContain(ANSWERED);
  });

  it("blind refund retry: one refund is one request at the provider, or this test fails", async () => {
    const refundLost = async () => {
      const { link } = await paidLink();
      await followPaylink({ merchantId: merchant.id, paylinkId: link.id, clock: systemClock });
      const [payment] = (await listPayments(makeContext(merchant), PaymentFilter.parse({ paylink_id: link.id }))).data;
      const refund = await requestRefund(makeContext(merchant), { payment_id: payment?.id ?? "" });
      await product.sandbox.fault("transaction/reversed_request", "drop_before", { times: 2 });
      const before = (await product.sandbox.calls("transaction/reversed_request")).length;
      const follow = { merchantId: merchant.id, refundId: refund.id, clock: systemClock };
      for (let time = 0; time < 3; time += 1) await followRefund(follow).catch(() => undefined);
      await product.sandbox.clearFaults();
      return (await product.sandbox.calls("transaction/reversed_request")).length - before;
    };
    expect(await refundLost()).toBe(1);
    const sane = "if r.status <> 'scheduled' then return refund_answer('follow', r); end if;";
    const blind = `if r.status in ('sending', 'unknown') then
        return refund_answer('send', r) || jsonb_build_object('full', true, 'amount', r.amount::text, 'charged', r.amount::text,
          'transaction_id', r.provider_transaction_id, 'takes_capture_back', false);
      end if;
      ${sane}`;
    await withMutant(product, "claim_refund", sane, blind, async () => {
      expect(await refundLost()).toBeGreaterThan(1);
    });
  });
});
