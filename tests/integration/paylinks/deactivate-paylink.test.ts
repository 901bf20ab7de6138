import { beforeAll, describe, expect, it } from "vitest";
import { followCapture } from "@/lib/captures/follow-capture";
import { voidAuthorisation } from "@/lib/captures/request-capture";
import { viewPayPage } from "@/lib/checkout/queries";
import { systemClock } from "@/lib/kernel/clock";
import { deactivatePaylink } from "@/lib/paylinks/deactivate-paylink";
import { followPaylink } from "@/lib/paylinks/follow-paylink";
import { getPaylink } from "@/lib/paylinks/queries";
import type { PaylinkDto } from "@/lib/paylinks/schemas";
import { makeContext } from "../../support/context";
import { createMerchant, createUser, SANDBOX_KEYS, type TestMerchant } from "../../support/factories";
import { book, createLink, PayerBrowser, shareTokenOf, transactionOf } from "../../support/factories-paylink";
import { useProduct } from "../../support/product-process";

const product = useProduct();
let merchant: TestMerchant;

beforeAll(async () => {
  merchant = await createMerchant();
});

const deactivate = (link: PaylinkDto, one = merchant, wish = {}) =>
  deactivatePaylink(makeContext(one, wish), { id: link.id });
const follow = (link: PaylinkDto) => followPaylink({ merchantId: merchant.id, paylinkId: link.id, clock: systemClock });
const linkNow = (link: PaylinkDto) => getPaylink(makeContext(merchant), link.id);

describe("deactivatePaylink", () => {
  it("happy path: deactivated once the provider confirmed, and passive there", async () => {
    const link = await createLink(merchant);
    expect(await deactivate(link)).toMatchObject({
      status: "deactivated",
      because: { code: "provider_confirmed_deactivation" },
    });
    expect(await product.sandbox.linksOf(link.provider_reference)).toMatchObject([{ passive: true }]);
    const audit = await product.rows("select to_status from audit_log where paylink_id = $1 order by seq", [link.id]);
    expect(audit.map(({ to_status }) => to_status)).toEqual(["creating", "active", "deactivating", "deactivated"]);
  });

  it.each(["status", "drop_before", "drop_after", "html"])(
    "provider answers nothing usable (%s): deactivating, our page refuses at once, the job finishes it",
    async (effect) => {
      const link = await createLink(merchant);
      await product.sandbox.fault("mailorder/status_update", effect);
      expect(await deactivate(link)).toMatchObject({ status: "deactivating" });
      expect(await new PayerBrowser().goToPayment(link)).toBeUndefined();
      expect((await viewPayPage(shareTokenOf(link), { cookie: () => undefined })).kind).toBe("cancelled");
      const [row] = await product.rows(
        "select next_check_at <= vezne_now() + interval '31 seconds' as due from paylinks where id = $1",
        [link.id],
      );
      expect(row).toEqual({ due: true });
      await follow(link);
      expect(await linkNow(link)).toMatchObject({ status: "deactivated" });
    },
  );

  it("after a payer went on: the payment is asked about until it ends, closed or not", async () => {
    const link = await createLink(merchant);
    await new PayerBrowser().goToPayment(link);
    expect(await deactivate(link)).toMatchObject({ status: "deactivated" });
    const due = "select 1 from paylinks where id = $1 and next_check_at <= vezne_now() + interval '11 minutes'";
    for (let round = 0; round < 3; round += 1) {
      expect(await product.rows(due, [link.id])).toHaveLength(1);
      await product.advance(11 * 60);
      await follow(link);
    }
    expect(await product.rows("select status from payments where paylink_id = $1", [link.id])).toEqual([
      { status: "expired" },
    ]);
  });

  it("whose one payment was only held and then let go is closed: the provider changes a used link no more", async () => {
    const link = await createLink(merchant);
    await product.sandbox.pay(link.provider_id ?? "", { preauth: true });
    await follow(link);
    expect(await deactivate(link)).toMatchObject({ status: "deactivating" });
    await follow(link);
    expect(await linkNow(link)).toMatchObject({ status: "deactivating" });
    const [held] = await product.rows<{ id: string }>("select id from payments where paylink_id = $1", [link.id]);
    await voidAuthorisation(makeContext(merchant), { payment_id: held?.id ?? "" });
    const [letGo] = await product.rows<{ id: string }>("select id from captures where payment_id = $1", [held?.id]);
    await followCapture({ merchantId: merchant.id, captureId: letGo?.id ?? "", clock: systemClock });
    await follow(link);
    expect(await linkNow(link)).toMatchObject({ status: "deactivated", because: { code: "link_used_at_provider" } });
  });

  it("replay: a stopped link answers as it is, and the provider is told once more at most", async () => {
    const link = await createLink(merchant);
    await deactivate(link);
    expect(await deactivate(link)).toMatchObject({ status: "deactivated" });
    expect(await product.sandbox.calls("mailorder/status_update", link.provider_reference)).toHaveLength(1);
  });

  it("ten at once: one wins the step, nobody breaks it", async () => {
    const link = await createLink(merchant);
    const results = await Promise.allSettled(Array.from({ length: 10 }, () => deactivate(link)));
    const codes = results.map((result) => (result.status === "fulfilled" ? "ok" : result.reason.code));
    expect(new Set(codes).size).toBeLessThanOrEqual(2);
    expect(codes.filter((code) => code !== "ok" && code !== "conflict")).toEqual([]);
    expect(await linkNow(link)).toMatchObject({ status: "deactivated" });
  });

  it("forbidden without paylinks:write", async () => {
    const link = await createLink(merchant);
    await expect(deactivate(link, merchant, { role: "support" })).rejects.toMatchObject({ code: "forbidden" });
    expect(await linkNow(link)).toMatchObject({ status: "active" });
  });

  it("other merchant: not found, nothing changes, nobody is called", async () => {
    const link = await createLink(merchant);
    const other = await createMerchant({ sandboxKey: SANDBOX_KEYS.other });
    await expect(deactivate(link, other)).rejects.toMatchObject({ code: "not_found" });
    expect(await linkNow(link)).toMatchObject({ status: "active" });
    expect(await product.sandbox.calls("mailorder/status_update", link.provider_reference)).toEqual([]);
  });

  it("the other mode: not found", async () => {
    const link = await createLink(merchant);
    await expect(deactivate(link, merchant, { mode: "live" })).rejects.toMatchObject({ code: "not_found" });
  });

  it("a cashier cannot stop a link that they may not see", async () => {
    const link = await createLink(merchant);
    const cashier = await createUser(merchant.id, "cashier");
    await expect(
      getPaylink(makeContext(merchant, { role: "cashier", userId: cashier.id }), link.id),
    ).rejects.toMatchObject({ code: "not_found" });
    await expect(deactivate(link, merchant, { role: "cashier", userId: cashier.id })).rejects.toMatchObject({
      code: "not_found",
    });
  });

  it("illegal state: a paid link stays paid", async () => {
    const link = await createLink(merchant);
    await book(merchant, link, transactionOf(link));
    await expect(deactivate(link)).rejects.toMatchObject({ code: "invalid_state" });
    expect(await linkNow(link)).toMatchObject({ status: "paid" });
  });

  it("a payment under way when the link was stopped is still followed and booked", async () => {
    const link = await createLink(merchant);
    await new PayerBrowser().goToPayment(link);
    await product.sandbox.pay(link.provider_id ?? "");
    await product.sandbox.fault("mailorder/status_update", "drop_before");
    await deactivate(link);
    await follow(link);
    expect(await linkNow(link)).toMatchObject({ status: "paid", review: "late" });
  });
});
