import { beforeAll, describe, expect, it } from "vitest";
import { sweepDue } from "@/lib/jobs/sweep-due.system";
import { systemClock } from "@/lib/kernel/clock";
import { getPaylink } from "@/lib/paylinks/queries";
import type { PaylinkDto } from "@/lib/paylinks/schemas";
import { listPayments } from "@/lib/payments/queries";
import { PaymentFilter } from "@/lib/payments/schemas";
import { sweepAccount } from "@/lib/payments/sweep-account";
import { makeContext } from "../../support/context";
import { createMerchant, SANDBOX_KEYS, type TestMerchant } from "../../support/factories";
import { createLink } from "../../support/factories-paylink";
import { useProduct } from "../../support/product-process";

const product = useProduct();
let merchant: TestMerchant;

beforeAll(async () => {
  merchant = await createMerchant();
});

const sweep = (one = merchant) => sweepAccount(one.id, one.accountId, systemClock);
const linkNow = (link: PaylinkDto) => getPaylink(makeContext(merchant), link.id);
const paymentsOf = async (link: PaylinkDto) =>
  (await listPayments(makeContext(merchant), PaymentFilter.parse({ paylink_id: link.id, limit: "100" }))).data;
const sweptUntil = async (one: TestMerchant) =>
  (
    await product.rows<{ swept_until: Date | null }>("select swept_until from provider_accounts where id = $1", [
      one.accountId,
    ])
  )[0]?.swept_until;

async function payUnheard(link: PaylinkDto, how = {}) {
  await product.sandbox.fault("webhook", "none");
  return product.sandbox.pay(link.provider_id ?? "", how);
}

/** Writing to this link fails with a code of PostgreSQL's, as the link's own fault or as the server's. */
async function refuseRow(link: PaylinkDto, code: string): Promise<void> {
  await product.rows(`create function refuse_row() returns trigger language plpgsql as
    $$ begin raise exception 'this row cannot be written' using errcode = '${code}'; end $$`);
  await product.rows(`create trigger refuse_row before update on paylinks for each row
    when (old.id = '${link.id}') execute function refuse_row()`);
}

describe("one pass over the provider's own list", () => {
  it("finds a payment that no webhook and no return told of", async () => {
    const link = await createLink(merchant);
    await payUnheard(link);
    await sweep();
    expect(await linkNow(link)).toMatchObject({ status: "paid", amount_paid: 100_000 });
  });

  it("reads every page: 130 payments are all booked, once, though the list is swept twice", async () => {
    const link = await createLink(merchant, { max_uses: 1_000, amount: 5_000 });
    await product.sandbox.fault("webhook", "none", { times: 130 });
    for (let round = 0; round < 130; round += 1) await product.sandbox.pay(link.provider_id ?? "");
    await sweep();
    await sweep();
    expect(await linkNow(link)).toMatchObject({ uses: 130, amount_paid: 650_000 });
    const pages = await product.sandbox.calls("transaction/list");
    expect(pages.some(({ body }) => Number(body.starting_after) > 0)).toBe(true);
    expect(pages.every(({ body }) => body.show_unsucceed === true && Number(body.limit) > 10)).toBe(true);
  });

  it("a decline before the success is the same payment's, as it is when the link is followed", async () => {
    const link = await createLink(merchant);
    await payUnheard(link, { otp: "wrong" });
    await payUnheard(link);
    await sweep();
    const [payment, ...more] = await paymentsOf(link);
    expect(more).toEqual([]);
    expect(payment?.attempts.map(({ status }) => status)).toEqual(["failed", "captured"]);
  });

  it("a payment found hours later is paid when the bank took the money, not when it was found", async () => {
    const link = await createLink(merchant);
    await payUnheard(link);
    const paidAt = systemClock.now().getTime();
    await product.advance(3 * 3_600);
    await sweep();
    const [payment] = await paymentsOf(link);
    expect(Math.abs(Date.parse(payment?.paid_at ?? "") - paidAt)).toBeLessThan(60_000);
  });

  it("rows of links that are not ours are left alone", async () => {
    const foreign = await createMerchant();
    const link = await createLink(foreign);
    await payUnheard(link);
    await sweep();
    expect(await product.rows("select 1 from payments where paylink_id = $1", [link.id])).toEqual([]);
  });

  it("an incomplete list moves no watermark; the next pass does", async () => {
    const one = await createMerchant({ sandboxKey: SANDBOX_KEYS.other });
    for (const effect of ["status", "html", "malformed", "drop_after"]) {
      await product.sandbox.fault("transaction/list", effect);
      await sweep(one);
      expect(await sweptUntil(one)).toBeNull();
    }
    await sweep(one);
    expect(await sweptUntil(one)).toBeInstanceOf(Date);
  });

  it("falls due every five minutes for each account, once for three schedulers", async () => {
    const one = await createMerchant();
    await product.rows("update provider_accounts set next_sweep_at = vezne_now() where id = $1", [one.accountId]);
    const jobs = () =>
      product.rows("select 1 from pgboss.job where name = 'sweep-account' and singleton_key = $1", [one.accountId]);
    await Promise.all([sweepDue(), sweepDue(), sweepDue()]);
    expect(await jobs()).toHaveLength(1);
    await product.advance(290);
    await sweepDue();
    expect(await jobs()).toHaveLength(1);
    await product.advance(11);
    await sweepDue();
    expect(await jobs()).toHaveLength(2);
  });

  it("a first pass that comes five days late finds what was paid on the first day", async () => {
    const one = await createMerchant();
    const link = await createLink(one);
    await payUnheard(link);
    await product.advance(5 * 86_400);
    await sweep(one);
    expect(await getPaylink(makeContext(one), link.id)).toMatchObject({ uses: 1, amount_paid: 100_000 });
  });

  it("a row that cannot be booked holds up nobody else's, and is read again", async () => {
    const one = await createMerchant();
    const [poisoned, sound] = [await createLink(one), await createLink(one)];
    await payUnheard(poisoned);
    await payUnheard(sound);
    await refuseRow(poisoned, "P0001");
    await expect(sweep(one)).rejects.toThrow("this row cannot be written");
    expect(await getPaylink(makeContext(one), sound.id)).toMatchObject({ status: "paid" });
    expect(await sweptUntil(one)).toBeNull();
    await product.rows("drop function refuse_row cascade");
    await sweep(one);
    expect(await getPaylink(makeContext(one), poisoned.id)).toMatchObject({ status: "paid" });
    expect(await sweptUntil(one)).toBeInstanceOf(Date);
  });

  it("a database that goes away ends the pass at once: the rows behind do not wait for it one by one", async () => {
    const one = await createMerchant();
    const [first, second] = [await createLink(one), await createLink(one)];
    await payUnheard(first);
    await payUnheard(second);
    await refuseRow(first, "57P01");
    await expect(sweep(one)).rejects.toThrow("this row cannot be written");
    expect(await getPaylink(makeContext(one), second.id)).toMatchObject({ status: "active" });
    await product.rows("drop function refuse_row cascade");
    await sweep(one);
    expect(await getPaylink(makeContext(one), second.id)).toMatchObject({ status: "paid" });
  });
});
