import { beforeAll, describe, expect, it } from "vitest";
import { POST as bulk } from "@/app/api/v1/refunds/bulk/route";
import { systemClock } from "@/lib/kernel/clock";
import { followPaylink } from "@/lib/paylinks/follow-paylink";
import { listPayments } from "@/lib/payments/queries";
import { PaymentFilter } from "@/lib/payments/schemas";
import { makeContext } from "../../support/context";
import { createApiKey, createMerchant, type TestMerchant } from "../../support/factories";
import { createLink } from "../../support/factories-paylink";
import { useProduct } from "../../support/product-process";
import { post } from "../http/api-handler";

const product = useProduct();
let merchant: TestMerchant;
let key: string;

beforeAll(async () => {
  merchant = await createMerchant();
  key = await createApiKey(merchant);
});

async function paid(): Promise<string> {
  const link = await createLink(merchant);
  await product.sandbox.pay(link.provider_id ?? "");
  await followPaylink({ merchantId: merchant.id, paylinkId: link.id, clock: systemClock });
  const [payment] = (await listPayments(makeContext(merchant), PaymentFilter.parse({ paylink_id: link.id }))).data;
  return payment?.id ?? "";
}

const refunds = () => product.rows("select id from refunds where merchant_id = $1", [merchant.id]);

describe("POST /api/v1/refunds/bulk", () => {
  it("is a dry run unless dry_run is false, and needs a key", async () => {
    const rows = [{ payment_id: await paid() }];
    for (const body of [{ rows }, { rows, dry_run: true }, { rows, dry_run: "false", reason: "x", total: 100_000 }]) {
      const answer = await post(bulk, { key, idempotencyKey: crypto.randomUUID(), body });
      expect([answer.status, answer.json.object, answer.json.total]).toEqual([200, "refund_plan", 100_000]);
    }
    expect((await post(bulk, { key, body: { rows } })).json.code).toBe("malformed");
    expect(await refunds()).toEqual([]);
  });

  it("asks for the rows once: the same key gives the same bytes, also after the kept answer is gone", async () => {
    const rows = [{ payment_id: await paid() }, { payment_id: await paid(), amount: 40_000 }];
    const body = { dry_run: false, rows, reason: "toplu", total: 140_000 };
    const call = { key, idempotencyKey: "bulk-1", body };
    const first = await post(bulk, call);
    expect(first.json).toMatchObject({ object: "refund_batch", total: 140_000 });
    expect(first.json.rows.map(({ status }: { status: string }) => status)).toEqual(["scheduled", "scheduled"]);
    const second = await post(bulk, call);
    expect([second.replayed, second.text]).toEqual([true, first.text]);
    await product.rows("delete from idempotency_keys where key = 'bulk-1'");
    expect((await post(bulk, call)).json.rows).toEqual(first.json.rows);
    expect(await refunds()).toHaveLength(2);
  });

  it("with a sum that is not the sum answers 409 with the sum, and asks for nothing", async () => {
    const before = await refunds();
    const rows = [{ payment_id: await paid() }];
    const answer = await post(bulk, {
      key,
      idempotencyKey: "bulk-2",
      body: { dry_run: false, rows, reason: "toplu", total: 1 },
    });
    expect(answer.json).toMatchObject({ status: 409, reason: "total_changed", total: 100_000 });
    expect(await refunds()).toEqual(before);
  });
});
