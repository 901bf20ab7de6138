import { randomInt } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { deactivatePaylink } from "@/lib/paylinks/deactivate-paylink";
import type { PaylinkDto } from "@/lib/paylinks/schemas";
import { env } from "@/lib/runtime/env";
import { signCapability } from "@/lib/webhooks/capability";
import { makeContext } from "../../support/context";
import { createMerchant, type TestMerchant } from "../../support/factories";
import { createLink, PayerBrowser } from "../../support/factories-paylink";
import { expectInvariants } from "../../support/invariants";
import { useProduct } from "../../support/product-process";
import { type Forgery, forgeries, genuineOf } from "./forged-callbacks";
import { FAILS, follow, usePaywall } from "./paywall-payer";

process.env.WEBHOOK_RATE = "100000";
const SEED = Number(process.env.FORGE_SEED ?? randomInt(2 ** 31));
const COUNT = Number(process.env.FORGE_COUNT ?? 500);
const AT_ONCE = 12;

const OTHER_KEYS = JSON.stringify({
  public_key: "pwpub_sandbox_other",
  public_client: "pwpubclient_sandbox_other",
  private_key: "pwprv_sandbox_other",
  private_client: "pwprvclient_sandbox_other",
});

const product = useProduct({ checksInvariants: false });
const paywall = usePaywall(product);
const all: { merchant: TestMerchant; link: PaylinkDto }[] = [];
let mine: TestMerchant;
let other: TestMerchant;

const WAYS = ["open", "handed over", "paid unheard", "paid", "declined", "closed", "left at the bank"] as const;

async function live(merchant: TestMerchant, way: (typeof WAYS)[number]): Promise<void> {
  const link = await createLink(merchant, { provider: "paywall", amount: 14_990 });
  if (way === "handed over") await new PayerBrowser().goToPayment(link);
  if (way === "closed") await deactivatePaylink(makeContext(merchant), { id: link.id });
  if (way === "declined") await paywall.payOnPage(link.url ?? "", { card: FAILS });
  if (way === "paid" || way === "paid unheard") await paywall.payOnPage(link.url ?? "");
  if (way === "left at the bank") {
    await paywall.control("POST", `checkouts/${link.provider_id}/finish`, { result: "close_before" });
  }
  if (way === "paid" || way === "declined") await follow(merchant, link);
  all.push({ merchant, link });
}

const accountSegment = ({ id, accountId }: TestMerchant) =>
  signCapability(env().CAPABILITY_KEYS, {
    kind: "account",
    provider: "paywall",
    merchantId: id,
    subjectId: accountId,
    accountId,
  });

/** Every figure about money that both merchants have. */
const moneyNow = () =>
  product.rows(
    `select 'journal' as what, j.id, j.kind as status, sum(abs(e.amount))::text as amount from journals j
       join entries e on e.merchant_id = j.merchant_id and e.journal_id = j.id group by j.id, j.kind
     union all select 'payment', id, status, coalesce(amount_charged, 0)::text from payments
     union all select 'link', id, status, amount_paid::text from paylinks order by 1, 2`,
  );

async function postAll(sent: Forgery[]) {
  const queue = sent.flatMap((one) => Array.from({ length: one.times }, () => one));
  const told: { status: number; holds: boolean; text: string }[] = [];
  let next = 0;
  const post = async () => {
    for (let index = next++; index < queue.length; index = next++) {
      const { segment, text, contentType, holds } = queue[index] as Forgery;
      const answer = await fetch(`${product.appUrl}/api/webhooks/paywall-callback/${segment}`, {
        method: "POST",
        headers: { "content-type": contentType },
        body: text,
      });
      await answer.arrayBuffer();
      told.push({ status: answer.status, holds, text });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, post));
  return told;
}

beforeAll(async () => {
  mine = await createMerchant({ provider: "paywall" });
  other = await createMerchant({ provider: "paywall", sandboxKey: OTHER_KEYS });
  for (const way of WAYS) {
    await live(mine, way);
    await live(other, way);
  }
});

describe(`forged and changed Paywall callbacks (FORGE_SEED=${SEED})`, () => {
  it("move no money, whichever unsigned field says what; a hash that does not hold is refused", async () => {
    const before = await moneyNow();
    const genuine = all.flatMap(({ link }, index) =>
      genuineOf({
        code: link.provider_reference,
        amount: "149.90",
        paymentId: 5_000_001 + index,
        pageId: link.provider_id,
      }),
    );
    const segments = [
      { segment: accountSegment(mine), hashes: true },
      { segment: accountSegment(other), hashes: false },
    ];
    const told = await postAll(forgeries({ genuine, segments }, COUNT, SEED));
    const wrong = told.filter(({ status, holds }) => (status === 200) !== holds && status !== 429);
    expect(wrong).toEqual([]);
    expect(told.filter(({ status }) => status === 200).length).toBeGreaterThan(COUNT / 2);
    expect(told.filter(({ status }) => status === 401).length).toBeGreaterThan(COUNT / 20);
    expect(await moneyNow()).toEqual(before);
  }, 120_000);

  it("and when every question they raised is asked, ours is what the provider holds", async () => {
    for (const { merchant, link } of all) await follow(merchant, link);
    const { transactions } = await paywall.truth();
    for (const { link } of all) {
      const taken = transactions.filter(
        (row) => row.succeeded && row.merchant_unique_code.startsWith(link.provider_reference),
      );
      const booked = await product.rows<{ id: string; amount: string }>(
        `select a.provider_transaction_id as id, p.amount_charged::text as amount from payments p
           join attempts a on a.merchant_id = p.merchant_id and a.payment_id = p.id and a.status = 'captured'
         where p.paylink_id = $1 and p.paid_at is not null`,
        [link.id],
      );
      expect(booked.map(({ id, amount }) => `${id} ${amount}`)).toEqual(
        taken.map((row) => `${row.unique_code} ${row.amount}`),
      );
    }
    expect(transactions.filter(({ succeeded }) => succeeded)).toHaveLength(4);
    await expectInvariants(product);
  }, 120_000);
});
