import { beforeEach, describe, expect, it } from "vitest";
import { listProviderOutages } from "@/lib/health/provider-outage.queries";
import { systemClock } from "@/lib/kernel/clock";
import { followPaylink } from "@/lib/paylinks/follow-paylink";
import type { PaylinkDto } from "@/lib/paylinks/schemas";
import { makeContext } from "../../support/context";
import { createMerchant, SANDBOX_KEYS, type TestMerchant } from "../../support/factories";
import { createLink } from "../../support/factories-paylink";
import { useProduct } from "../../support/product-process";

const product = useProduct({ providerTimeoutMs: 3_000 });
let merchant: TestMerchant;
let link: PaylinkDto;

beforeEach(async () => {
  merchant = await createMerchant();
  link = await createLink(merchant);
});

const outages = (one = merchant, wish = {}) => listProviderOutages(makeContext(one, wish));
const ask = () => followPaylink({ merchantId: merchant.id, paylinkId: link.id, clock: systemClock });
const unanswered = (times: number, effect = "status") =>
  product.sandbox.fault("transaction/check", effect, { times, ...(effect === "status" ? { status: 503 } : {}) });

describe("since when a provider does not answer", () => {
  it("is empty while it answers, and an answer of no such transaction is an answer", async () => {
    await ask();
    await ask();
    expect(await outages()).toEqual([]);
  });

  it("one lost answer is no outage; two in a row are one since the first of them", async () => {
    await unanswered(2);
    await ask();
    expect(await outages()).toEqual([]);
    await product.advance(600);
    await ask();
    const [first] = await product.rows<{ started_at: Date }>(
      "select started_at from provider_calls where merchant_id = $1 and http_status = 503 order by id limit 1",
      [merchant.id],
    );
    expect(await outages()).toEqual([{ provider: "paynet", since: first?.started_at.toISOString(), calls: 2 }]);
  });

  it("a closed socket counts like a 503, and one good answer ends it", async () => {
    await unanswered(3, "drop_before");
    for (let round = 0; round < 3; round += 1) await ask();
    expect(await outages()).toMatchObject([{ provider: "paynet", calls: 3 }]);
    await ask();
    expect(await outages()).toEqual([]);
  });

  it("is this merchant's and this mode's own", async () => {
    await unanswered(2);
    await ask();
    await ask();
    expect(await outages()).toHaveLength(1);
    expect(await outages(await createMerchant({ sandboxKey: SANDBOX_KEYS.other }))).toEqual([]);
    expect(await outages(merchant, { mode: "live" })).toEqual([]);
  });
});
