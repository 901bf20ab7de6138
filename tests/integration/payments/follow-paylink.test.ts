import { beforeAll, describe, expect, it } from "vitest";
import { systemClock } from "@/lib/kernel/clock";
import { followPaylink } from "@/lib/paylinks/follow-paylink";
import { getPaylink } from "@/lib/paylinks/queries";
import type { PaylinkDto } from "@/lib/paylinks/schemas";
import { listPayments } from "@/lib/payments/queries";
import { PaymentFilter } from "@/lib/payments/schemas";
import { syncPayment } from "@/lib/payments/sync-payment";
import { makeContext } from "../../support/context";
import { createMerchant, type TestMerchant } from "../../support/factories";
import { createLink, PayerBrowser } from "../../support/factories-paylink";
import { useProduct } from "../../support/product-process";

const product = useProduct();
let merchant: TestMerchant;

beforeAll(async () => {
  merchant = await createMerchant();
});

const follow = (link: PaylinkDto) => followPaylink({ merchantId: merchant.id, paylinkId: link.id, clock: systemClock });
const paymentsOf = async (link: PaylinkDto) =>
  (await listPayments(makeContext(merchant), PaymentFilter.parse({ paylink_id: link.id }))).data;
const linkNow = (link: PaylinkDto) => getPaylink(makeContext(merchant), link.id);
const pay = (link: PaylinkDto, how = {}) => product.sandbox.pay(link.provider_id ?? "", how);

describe("followPaylink", () => {
  it("books what the provider answers, figure by figure", async () => {
    const link = await createLink(merchant, { amount: 149_900 });
    await pay(link);
    await follow(link);
    const [there] = await product.sandbox.transactionsOf(link.provider_reference);
    expect((await paymentsOf(link))[0]).toMatchObject({
      status: "captured",
      amount_charged: there?.amount,
      net: there?.net,
      commission: there?.commission,
      commission_tax: there?.commission_tax,
      review: null,
      card: { bin: "435508", last4: "4358", brand: "visa" },
      provider_refs: { xact_id: there?.xact_id },
    });
  });

  it("added commission of the real rates: charged is more, net is what was asked", async () => {
    const link = await createLink(merchant, { add_commission: true });
    await pay(link);
    await follow(link);
    expect((await paymentsOf(link))[0]).toMatchObject({
      amount_charged: 102_040,
      commission_added: 2_040,
      net: 100_000,
      review: null,
    });
  });

  it("declined three times, then paid: one payment, four attempts, paid once", async () => {
    const link = await createLink(merchant);
    await new PayerBrowser().goToPayment(link);
    for (let round = 0; round < 3; round += 1) await pay(link, { otp: "wrong" });
    await pay(link);
    await follow(link);
    const [payment, ...more] = await paymentsOf(link);
    expect(more).toEqual([]);
    expect(payment?.attempts.map(({ status }) => status)).toEqual(["failed", "failed", "failed", "captured"]);
    expect(await linkNow(link)).toMatchObject({ status: "paid", uses: 1 });
  });

  it("sentinel 51: failed with the bank's code, the link stays open for another try", async () => {
    const link = await createLink(merchant, { amount: 10_051 });
    await pay(link);
    await follow(link);
    const [payment] = await paymentsOf(link);
    expect(payment).toMatchObject({
      status: "failed",
      attempts: [{ decline: { code: "51", class: "insufficient_funds" } }],
    });
    expect(await linkNow(link)).toMatchObject({ status: "active" });
  });

  it("a wrong amount in the answer is booked as money with review amount", async () => {
    const link = await createLink(merchant);
    await pay(link);
    await product.sandbox.fault("transaction/check", "wrong_amount");
    await follow(link);
    expect((await paymentsOf(link))[0]).toMatchObject({
      amount_charged: 100_100,
      status: "captured",
      review: expect.stringMatching(/amount|anatomy/),
    });
  });

  it("a wrong currency in the answer posts nothing until the right one comes", async () => {
    const link = await createLink(merchant);
    await pay(link);
    await product.sandbox.fault("transaction/check", "wrong_currency");
    await follow(link);
    expect((await paymentsOf(link))[0]).toMatchObject({ status: "unknown", review: "currency" });
    await follow(link);
    expect((await paymentsOf(link))[0]).toMatchObject({ status: "captured", review: null });
  });

  it.each(["html", "malformed", "empty", "drop_after", "drop_before"])(
    "an unreadable answer (%s) decides nothing and is asked again",
    async (effect) => {
      const link = await createLink(merchant);
      await new PayerBrowser().goToPayment(link);
      await pay(link);
      await product.sandbox.fault("transaction/check", effect);
      await follow(link);
      expect((await paymentsOf(link))[0]).toMatchObject({ status: "created" });
      const [row] = await product.rows<{ due: boolean }>(
        "select next_check_at <= vezne_now() + interval '31 seconds' as due from paylinks where id = $1",
        [link.id],
      );
      expect(row?.due).toBe(true);
      await follow(link);
      expect((await paymentsOf(link))[0]).toMatchObject({ status: "captured" });
    },
  );

  it("the last use of a multi-use link closes it at the provider", async () => {
    const link = await createLink(merchant, { max_uses: 2 });
    await pay(link);
    await pay(link);
    await follow(link);
    expect(await linkNow(link)).toMatchObject({ status: "exhausted", uses: 2 });
    expect(await product.sandbox.linksOf(link.provider_reference)).toMatchObject([{ passive: true }]);
  });

  it("a use left keeps the link open at the provider", async () => {
    const link = await createLink(merchant, { max_uses: 3 });
    await pay(link);
    await follow(link);
    expect(await product.sandbox.linksOf(link.provider_reference)).toMatchObject([{ passive: false }]);
  });

  it("money that arrives after the link was stopped is booked: paid, review late", async () => {
    const link = await createLink(merchant);
    await product.rows("update paylinks set status = 'deactivating' where id = $1", [link.id]);
    await product.rows(
      "select append_audit($1, 'test', '{\"kind\":\"system\",\"id\":\"test\"}', 'paylink.deactivating', 'paylink', $2, $2, null, 'active', 'deactivating', '{}')",
      [merchant.id, link.id],
    );
    await pay(link);
    await follow(link);
    expect(await linkNow(link)).toMatchObject({ status: "paid", review: "late" });
  });

  it("ten followers at once book one journal", async () => {
    const link = await createLink(merchant);
    await pay(link);
    await Promise.all(Array.from({ length: 10 }, () => follow(link)));
    expect(
      await product.rows("select 1 from journals j join payments p on p.id = j.payment_id where p.paylink_id = $1", [
        link.id,
      ]),
    ).toHaveLength(1);
  });
});

describe("an open payment", () => {
  it("ends as expired after three absent answers over twenty minutes, not before", async () => {
    const link = await createLink(merchant);
    await new PayerBrowser().goToPayment(link);
    await follow(link);
    await product.advance(10 * 60);
    await follow(link);
    expect((await paymentsOf(link))[0]).toMatchObject({ status: "created" });
    await product.advance(11 * 60);
    await follow(link);
    expect((await paymentsOf(link))[0]).toMatchObject({
      status: "expired",
      because: { code: "provider_knows_no_transaction" },
    });
    await pay(link);
    await follow(link);
    expect((await paymentsOf(link))[0]).toMatchObject({ status: "captured" });
  });

  it("is asked about until it ends, although the provider was silent while the ladder lasted", async () => {
    const link = await createLink(merchant);
    await new PayerBrowser().goToPayment(link);
    const isDue = async () => {
      const [row] = await product.rows<{ due: boolean | null }>(
        "select next_check_at <= vezne_now() as due from paylinks where id = $1",
        [link.id],
      );
      return row?.due;
    };
    // As the queue takes a question at the ladder's last step: nothing is due any more unless the answer says so.
    await product.rows("update paylinks set next_check_at = null, check_step = 9 where id = $1", [link.id]);
    for (let round = 0; round < 2; round += 1) {
      await follow(link);
      expect((await paymentsOf(link))[0]).toMatchObject({ status: "created" });
      expect(await isDue()).toBe(false);
      await product.advance(10 * 60 + 1);
      expect(await isDue()).toBe(true);
      await product.rows("update paylinks set next_check_at = null where id = $1", [link.id]);
    }
    await follow(link);
    expect((await paymentsOf(link))[0]).toMatchObject({ status: "expired" });
    expect(await isDue()).toBe(null);
  });

  it("of a payer who never tried also ends, although another payer of the link paid", async () => {
    const link = await createLink(merchant, { max_uses: 5 });
    await new PayerBrowser().goToPayment(link);
    await new PayerBrowser().goToPayment(link);
    await pay(link);
    for (let round = 0; round < 6; round += 1) {
      await follow(link);
      await product.advance(10 * 60);
    }
    const statuses = (await paymentsOf(link)).map(({ status }) => status);
    expect(statuses).toContain("captured");
    expect(statuses.filter((status) => status === "created" || status === "processing")).toEqual([]);
  });
});

describe("syncPayment", () => {
  it("asks now and answers the payment as it then is", async () => {
    const link = await createLink(merchant);
    await new PayerBrowser().goToPayment(link);
    const [open] = await paymentsOf(link);
    await pay(link);
    const synced = await syncPayment(makeContext(merchant), { id: open?.id });
    expect(synced).toMatchObject({ id: open?.id, status: "captured" });
  });

  it("forbidden without payments:read; another merchant's payment is not found and nobody is asked", async () => {
    const link = await createLink(merchant);
    await new PayerBrowser().goToPayment(link);
    const [open] = await paymentsOf(link);
    const other = await createMerchant();
    await expect(syncPayment(makeContext(merchant, { permissions: [] }), { id: open?.id })).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(syncPayment(makeContext(other), { id: open?.id })).rejects.toMatchObject({ code: "not_found" });
    expect(await product.sandbox.calls("transaction/check", link.provider_reference)).toEqual([]);
  });
});
