import { beforeAll, describe, expect, it } from "vitest";
import { systemClock } from "@/lib/kernel/clock";
import { followPaylink } from "@/lib/paylinks/follow-paylink";
import type { PaylinkDto } from "@/lib/paylinks/schemas";
import { createMerchant, type TestMerchant } from "../../support/factories";
import { atProvider, createLink } from "../../support/factories-paylink";
import { useProduct } from "../../support/product-process";

const product = useProduct({ providerTimeoutMs: 3_000 });
let merchant: TestMerchant;

beforeAll(async () => {
  merchant = await createMerchant();
});

const follow = (link: PaylinkDto) => followPaylink({ merchantId: merchant.id, paylinkId: link.id, clock: systemClock });

async function readLink(link: PaylinkDto) {
  const [row] = await product.rows<{
    status: string;
    because: { text: string };
    next_check_at: Date | null;
    provider_id: string | null;
  }>("select status, because, next_check_at, provider_id from paylinks where id = $1", [link.id]);
  return row;
}

describe("a create whose answer is lost", () => {
  it("sentinel 52: stays creating, then the lookup adopts the one link the provider made", async () => {
    const link = await createLink(merchant, { amount: 10_052 });
    expect(link).toMatchObject({
      status: "creating",
      url: null,
      because: { code: "create_answer_lost", detail: "timeout" },
    });
    await follow(link);
    const there = await atProvider(product.sandbox, link);
    expect(await readLink(link)).toMatchObject({
      status: "active",
      provider_id: there.id,
      because: { text: "link_found_at_provider" },
    });
    expect(await product.sandbox.calls("mailorder/create", link.provider_reference)).toHaveLength(1);
  });

  it("a socket closed after the provider acted is the same story", async () => {
    await product.sandbox.fault("mailorder/create", "drop_after");
    const link = await createLink(merchant);
    expect(link.status).toBe("creating");
    await follow(link);
    expect(await readLink(link)).toMatchObject({ status: "active" });
    expect(await product.sandbox.linksOf(link.provider_reference)).toHaveLength(1);
  });

  it.each(["html", "malformed", "empty"])("an unreadable answer (%s) is unknown, never failed", async (effect) => {
    await product.sandbox.fault("mailorder/create", effect);
    const link = await createLink(merchant);
    expect(link.status).toBe("creating");
  });

  it("twenty followers at once adopt it once", async () => {
    await product.sandbox.fault("mailorder/create", "drop_after");
    const link = await createLink(merchant);
    await Promise.all(Array.from({ length: 20 }, () => follow(link)));
    const audit = await product.rows("select 1 from audit_log where paylink_id = $1 and to_status = 'active'", [
      link.id,
    ]);
    expect(audit).toHaveLength(1);
    expect(await product.sandbox.calls("mailorder/create", link.provider_reference)).toHaveLength(1);
  });

  it("money that came before the adoption is booked with it", async () => {
    await product.sandbox.fault("mailorder/create", "drop_after");
    const link = await createLink(merchant);
    const there = await atProvider(product.sandbox, link);
    await product.sandbox.pay(there.id);
    await follow(link);
    expect(await readLink(link)).toMatchObject({ status: "paid" });
  });
});

describe("sentinel 53: a create that never took effect", () => {
  it("is failed after three absent answers over twenty minutes and is never created twice", async () => {
    const link = await createLink(merchant, { amount: 10_053 });
    expect(link.status).toBe("creating");
    for (const waitSeconds of [0, 300, 300]) {
      await product.advance(waitSeconds);
      await follow(link);
      expect(await readLink(link)).toMatchObject({ status: "creating" });
    }
    await product.advance(700);
    await follow(link);
    expect(await readLink(link)).toMatchObject({ status: "failed", because: { text: "provider_never_got_link" } });
    expect(await product.sandbox.calls("mailorder/create", link.provider_reference)).toHaveLength(1);
    expect(await product.sandbox.linksOf(link.provider_reference)).toEqual([]);
  });

  it("two absent answers are not three, however far apart", async () => {
    const link = await createLink(merchant, { amount: 20_053 });
    await follow(link);
    await product.advance(21 * 60);
    await follow(link);
    expect(await readLink(link)).toMatchObject({ status: "creating" });
    await follow(link);
    expect(await readLink(link)).toMatchObject({ status: "failed" });
  });

  it("three absent answers within twenty minutes are not enough", async () => {
    const link = await createLink(merchant, { amount: 30_053 });
    for (let round = 0; round < 4; round += 1) await follow(link);
    expect(await readLink(link)).toMatchObject({ status: "creating" });
  });

  it("a provider that cannot be asked is not an absent answer", async () => {
    const link = await createLink(merchant, { amount: 40_053 });
    await product.sandbox.fault("mailorder/detail", "status", { times: 6, status: 503 });
    await product.sandbox.fault("transaction/check", "status", { times: 6, status: 503 });
    for (let round = 0; round < 5; round += 1) {
      await product.advance(600);
      await follow(link);
    }
    await product.sandbox.clearFaults();
    expect(await readLink(link)).toMatchObject({ status: "creating" });
    expect((await readLink(link))?.next_check_at).not.toBeNull();
  });
});
