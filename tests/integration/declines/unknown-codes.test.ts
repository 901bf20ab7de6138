import { beforeEach, describe, expect, it } from "vitest";
import { listUnknownCodes } from "@/lib/declines/queries";
import { systemClock } from "@/lib/kernel/clock";
import { followPaylink } from "@/lib/paylinks/follow-paylink";
import { makeContext } from "../../support/context";
import { createMerchant, SANDBOX_KEYS, type TestMerchant } from "../../support/factories";
import { createLink } from "../../support/factories-paylink";
import { useProduct } from "../../support/product-process";

// Made-up tries under links that nobody pays; the books are not touched.
const product = useProduct({ checksInvariants: false });
let merchant: TestMerchant;

beforeEach(async () => {
  merchant = await createMerchant();
});

/** A failed try with this code, `hours` after the first. */
async function failed(of: TestMerchant, provider: string, code: string, hours: number, mode = "test"): Promise<void> {
  const id = `${provider}_${code}_${hours}_${mode}`;
  await product.rows(
    `insert into payments (merchant_id, id, mode, channel, provider, provider_account_id, token, status, because, trust,
       amount_requested, amount_refunded, currency, provider_reference, provider_refs, metadata, created_at, updated_at)
     values ($1, 'pay_' || $2, $3, 'api', $4, $5, 'tok_' || $2, 'failed', '{}', 'confirmed', 1000, 0, 'TRY', 'ref_' || $2,
       '{}', '{}', now(), now())`,
    [of.id, id, mode, provider, of.accountId],
  );
  await product.rows(
    `insert into attempts (merchant_id, id, mode, payment_id, provider_account_id, provider, status, provider_reference,
       decline, started_at)
     values ($1, 'att_' || $2, $3, 'pay_' || $2, $4, $5, 'failed', 'ref_' || $2, $6,
       '2026-11-01T00:00:00Z'::timestamptz + make_interval(hours => $7))`,
    [of.id, id, mode, of.accountId, provider, JSON.stringify({ code, class: "bank", message: `m${hours}` }), hours],
  );
}

describe("codes that the failure coach does not know", () => {
  it("are counted, with the first and the last time and the latest words; known ones are left out", async () => {
    await failed(merchant, "paynet", "X9", 1);
    await failed(merchant, "paynet", "X9", 5);
    await failed(merchant, "paynet", "51", 6);
    await failed(merchant, "paynet", "", 7);
    await failed(merchant, "paywall", "9001", 3);
    const { data, has_more } = await listUnknownCodes(makeContext(merchant), {});
    expect(has_more).toBe(false);
    expect(data).toEqual([
      {
        provider: "paynet",
        code: "X9",
        message: "m5",
        count: 2,
        first_at: "2026-11-01T01:00:00.000Z",
        last_at: "2026-11-01T05:00:00.000Z",
      },
      {
        provider: "paywall",
        code: "9001",
        message: "m3",
        count: 1,
        first_at: "2026-11-01T03:00:00.000Z",
        last_at: "2026-11-01T03:00:00.000Z",
      },
    ]);
    expect((await listUnknownCodes(makeContext(merchant), { provider: "paywall" })).data).toHaveLength(1);
  });

  it("are those of the own merchant and the mode on screen alone", async () => {
    const other = await createMerchant({ sandboxKey: SANDBOX_KEYS.other });
    await failed(other, "paynet", "X1", 1);
    await failed(merchant, "paynet", "X2", 1, "live");
    expect((await listUnknownCodes(makeContext(merchant), {})).data).toEqual([]);
    expect((await listUnknownCodes(makeContext(other), {})).data).toMatchObject([{ code: "X1" }]);
  });

  it("are none where every code of a real decline is known", async () => {
    const link = await createLink(merchant, { amount: 10_051 });
    await product.sandbox.pay(link.provider_id ?? "");
    await followPaylink({ merchantId: merchant.id, paylinkId: link.id, clock: systemClock });
    const tries = await product.rows("select decline->>'code' as code from attempts where merchant_id = $1", [
      merchant.id,
    ]);
    expect(tries).toMatchObject([{ code: "51" }]);
    expect((await listUnknownCodes(makeContext(merchant), {})).data).toEqual([]);
  });

  it("are refused to who is no developer", async () => {
    await expect(listUnknownCodes(makeContext(merchant, { role: "cashier" }), {})).rejects.toMatchObject({
      code: "forbidden",
    });
  });
});
