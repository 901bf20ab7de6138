import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type DeliveryPost, postDelivery } from "@/lib/checkout/delivery/post-delivery";
import { viewPayPage } from "@/lib/checkout/queries";
import { askForCode, type Buyer } from "@/lib/escrow/buyer/ask-code";
import { deliveryCode, deliveryCodeHash } from "@/lib/escrow/buyer/delivery-code";
import { spendCode } from "@/lib/escrow/buyer/spend-code";
import { getEscrow } from "@/lib/escrow/desk/queries";
import { openDispute, resolveDispute } from "@/lib/escrow/disputes/open-dispute";
import { systemClock } from "@/lib/kernel/clock";
import { runCommand } from "@/lib/runtime/run-command";
import { makeContext } from "../../support/context";
import { createMerchant, type TestMerchant } from "../../support/factories";
import { book, createLink, transactionOf } from "../../support/factories-paylink";
import { useProduct } from "../../support/product-process";

const product = useProduct({ poolSize: 12 });
let merchant: TestMerchant;
let buyer: Buyer;
let token: string;

const EMAIL = "ayse@example.com";
const owner = () => makeContext(merchant);

beforeAll(async () => {
  merchant = await createMerchant();
});
beforeEach(async () => {
  await hold({ name: "Ayşe Örnek", email: EMAIL });
});

async function hold(customer: { name: string; email?: string }, terms: Record<string, unknown> = {}) {
  const link = await createLink(merchant, { customer, escrow: { enabled: true, ...terms } });
  const booked = await book(merchant, link, transactionOf(link));
  if (booked.kind !== "booked") throw new Error(`the payment is ${booked.kind}`);
  const { paymentId } = booked;
  const [row] = await product.rows<{ id: string; token: string }>(
    "select e.id, p.token from escrow_accounts e join payments p on p.id = e.payment_id where p.id = $1",
    [paymentId],
  );
  token = row?.token ?? "";
  buyer = { merchantId: merchant.id, mode: "test", escrowId: row?.id ?? "", paymentId };
}

const ask = () => askForCode(buyer, { address: EMAIL, clock: systemClock });
const post = (wish: DeliveryPost, address = "198.51.100.7") =>
  postDelivery({ token, address, clock: systemClock }, wish);
const confirm = (typed: string) => post({ kind: "confirm", wish: "delivered", typed });
const codes = () =>
  product.rows<{ id: string; used_at: Date | null; wrong_tries: number; sent_to: string; code_hash: string }>(
    "select * from delivery_codes where escrow_id = $1 order by created_at, id",
    [buyer.escrowId],
  );
const newestDigits = async () => deliveryCode({ merchantId: merchant.id, codeId: (await codes()).at(-1)?.id ?? "" });
const account = () => getEscrow(owner(), buyer.escrowId);
/** Six digits that are not the newest code. */
const wrongDigits = async () => ((Number(await newestDigits()) + 1) % 1_000_000).toString().padStart(6, "0");

describe("a code", () => {
  it("confirms the delivery once, as the strongest proof, and a second press changes nothing", async () => {
    expect(await post({ kind: "code" })).toEqual({ kind: "posted", tell: "code_sent" });
    const digits = await newestDigits();
    expect(await confirm(digits)).toEqual({ kind: "posted", tell: undefined });
    const after = await account();
    expect(after).toMatchObject({ status: "held", substate: "delivered", evidence_class: "buyer_code" });
    expect(after.evidence).toMatchObject([{ kind: "buyer_code", says_delivered: true }]);
    await confirm(digits);
    expect((await account()).evidence).toHaveLength(1);
    expect((await codes())[0]?.used_at).not.toBeNull();
  });

  it("is taken once of twenty presses at the same moment", async () => {
    await ask();
    const digits = await newestDigits();
    const pressed = await Promise.all(
      Array.from({ length: 20 }, () => spendCode(buyer, { typed: digits, wish: "delivered" })),
    );
    expect(pressed).toContain("applied");
    expect((await account()).evidence).toHaveLength(1);
  });

  it("is nowhere but in its mail: no row of any table holds the digits, and its hash is keyed", async () => {
    await ask();
    const digits = await newestDigits();
    const [code] = await codes();
    expect(code?.sent_to).toBe("a•••@example.com");
    expect(code?.code_hash).toMatch(/^[0-9a-f]{64}$/);
    const found = await product.rows(
      `select 'outbox' from outbox where subject_id = $2 and data::text ~ $1
       union all select 'audit' from audit_log where subject_id = $2 and data::text ~ $1
       union all select 'job' from pgboss.job where data::text like '%' || $2 || '%' and data::text ~ $1
       union all select 'code' from delivery_codes where escrow_id = $2 and (code_hash = encode(sha256((id || $3)::bytea), 'hex') or code_hash = encode(sha256($3::bytea), 'hex'))`,
      [`(^|[^0-9a-z])${digits}($|[^0-9a-z])`, buyer.escrowId, digits],
    );
    expect(found).toEqual([]);
  });

  it("dies after five wrong tries, even for the right digits", async () => {
    await ask();
    const wrong = await wrongDigits();
    for (let time = 1; time <= 4; time += 1) expect(await confirm(wrong)).toMatchObject({ tell: "code_wrong" });
    expect(await confirm(wrong)).toMatchObject({ tell: "code_tries" });
    expect(await confirm(await newestDigits())).toMatchObject({ tell: "code_expired" });
    expect((await account()).evidence).toEqual([]);
    expect((await codes())[0]?.wrong_tries).toBe(5);
  });

  it("counts wrong tries that come together", async () => {
    await ask();
    const wrong = await wrongDigits();
    await Promise.all(Array.from({ length: 12 }, () => spendCode(buyer, { typed: wrong, wish: "delivered" })));
    expect((await codes())[0]?.wrong_tries).toBe(5);
  });

  it("dies after ten minutes, and when a newer one was sent", async () => {
    await ask();
    const first = await newestDigits();
    await ask();
    expect(await newestDigits()).not.toBe(first);
    expect(await confirm(first)).toMatchObject({ tell: "code_wrong" });
    const second = await newestDigits();
    await product.advance(601);
    expect(await confirm(second)).toMatchObject({ tell: "code_expired" });
    // The command itself refuses too, whoever names the code.
    for (const { id } of await codes()) {
      const digits = deliveryCode({ merchantId: merchant.id, codeId: id });
      const [row] = await runCommand<{ answer: { result: string } }>("vezne_app", "use_delivery_code", {
        merchant_id: merchant.id,
        mode: "test",
        escrow_id: buyer.escrowId,
        code_id: id,
        code_hash: deliveryCodeHash({ merchantId: merchant.id, codeId: id }, digits),
        wish: "delivered",
        actor: { kind: "payer", id: buyer.paymentId },
      });
      expect(row?.answer).toEqual({ result: "expired" });
    }
    expect((await account()).evidence).toEqual([]);
  });

  it("of another account opens nothing", async () => {
    await ask();
    const digits = await newestDigits();
    await hold({ name: "Başka", email: EMAIL });
    expect(await confirm(digits)).toMatchObject({ tell: "code_expired" });
    await ask();
    expect(await confirm(digits)).toMatchObject({ tell: "code_wrong" });
  });

  it("is sent three times an hour and ten times a day, however many ask at once", async () => {
    const first = await Promise.all(Array.from({ length: 8 }, ask));
    expect(first.filter((answer) => answer === "started")).toHaveLength(3);
    for (let hour = 0; hour < 6; hour += 1) {
      await product.advance(3_601);
      for (let time = 0; time < 4; time += 1) await ask();
    }
    expect(await codes()).toHaveLength(10);
    await product.advance(86_400);
    expect(await ask()).toBe("started");
  });

  it("is not sent to a buyer without an address, who can still object", async () => {
    await hold({ name: "Adressiz" });
    expect(await post({ kind: "code" })).toEqual({ kind: "posted", tell: "no_address" });
    expect(await codes()).toEqual([]);
    expect(await viewPayPage(token, { cookie: () => undefined })).toMatchObject({
      delivery: { hasAddress: false, may: { object: true } },
    });
  });

  it("is refused while staff look into it, and what was typed is not spent", async () => {
    await ask();
    await openDispute(owner(), { id: buyer.escrowId, reason: "seri numarası soruldu" });
    expect(await ask()).toBe("not_needed");
    expect(await confirm(await newestDigits())).toMatchObject({ tell: "not_now" });
    expect((await codes())[0]?.used_at).toBeNull();
    expect((await account()).status).toBe("held");
    expect(await post({ kind: "confirm", wish: "solved", typed: await newestDigits() })).toMatchObject({
      tell: "not_now",
    });
    expect((await account()).substate).toBe("disputed");
  });
});

describe("a report", () => {
  const problem: DeliveryPost = { kind: "report", reason: "damaged", note: "ayağı kırık" };

  it("stops every clock at once, without a code, and keeps what was said", async () => {
    await hold({ name: "Ayşe", email: EMAIL }, { auto_release_days: 7 });
    expect(await post(problem)).toEqual({ kind: "posted", tell: undefined });
    const after = await account();
    expect(after).toMatchObject({ substate: "disputed", evidence_class: "none" });
    expect(after.paused_at).not.toBeNull();
    expect(after.evidence).toMatchObject([{ kind: "complaint", note: "Kırık ya da hasarlı geldi: ayağı kırık" }]);
    const [dispute] = await product.rows("select kind, reason, opened_by from disputes where escrow_id = $1", [
      buyer.escrowId,
    ]);
    expect(dispute).toEqual({
      kind: "buyer",
      reason: "Kırık ya da hasarlı geldi: ayağı kırık",
      opened_by: { kind: "payer", id: buyer.paymentId },
    });
  });

  it("pressed ten times at once is one dispute and one complaint", async () => {
    await Promise.all(Array.from({ length: 10 }, () => post(problem)));
    expect((await account()).evidence).toHaveLength(1);
    expect(await product.rows("select 1 from disputes where escrow_id = $1", [buyer.escrowId])).toHaveLength(1);
  });

  it("is taken back with the code alone; the clocks go on with what was left of them", async () => {
    await hold({ name: "Ayşe", email: EMAIL }, { auto_release_days: 7 });
    const before = Date.parse((await account()).auto_release_at ?? "");
    await post(problem);
    await product.advance(3_600);
    expect(await post({ kind: "confirm", wish: "solved", typed: "000000" })).toMatchObject({ tell: "code_expired" });
    await post({ kind: "code" });
    expect(await confirm(await newestDigits())).toMatchObject({ tell: "not_now" });
    expect(await post({ kind: "confirm", wish: "solved", typed: await newestDigits() })).toMatchObject({
      tell: undefined,
    });
    const after = await account();
    expect(after).toMatchObject({ status: "held", substate: "awaiting_delivery", paused_at: null });
    expect(Date.parse(after.auto_release_at ?? "") - before).toBeGreaterThanOrEqual(3_600_000);
    const [dispute] = await product.rows<{ status: string; outcome: string }>(
      "select status, outcome from disputes where escrow_id = $1",
      [buyer.escrowId],
    );
    expect(dispute).toEqual({ status: "withdrawn", outcome: "withdrawn" });
  });

  it("may be made again after it was solved", async () => {
    await post(problem);
    await resolveDispute(owner(), { id: buyer.escrowId, outcome: "release" });
    await post({ kind: "report", reason: "not_arrived", note: "" });
    expect((await account()).evidence.map(({ note }) => note)).toEqual([
      "Kırık ya da hasarlı geldi: ayağı kırık",
      "Ürün gelmedi",
    ]);
  });

  it("refuses a card number, a reason of its own and one that is too long", async () => {
    expect(await post({ kind: "report", reason: "damaged", note: "kartım 4355 0843 5508 4358" })).toMatchObject({
      tell: "report_card",
    });
    expect(await post({ kind: "report", reason: "damaged", note: "a".repeat(501) })).toMatchObject({
      tell: "report_long",
    });
    for (const reason of ["", "free", "toString"])
      expect(await post({ kind: "report", reason, note: "" })).toMatchObject({ tell: "report_reason" });
    expect((await account()).substate).toBe("awaiting_delivery");
  });
});

describe("a stranger", () => {
  it.each(["", "0".repeat(26), "'; drop table disputes; --"])("with the token %j moves nothing", async (other) => {
    const wish: DeliveryPost = { kind: "report", reason: "damaged", note: "" };
    expect(await postDelivery({ token: other, address: "198.51.100.9", clock: systemClock }, wish)).toEqual({
      kind: "not_found",
    });
  });

  it("who posts on and on is told to wait: twenty an hour an account", async () => {
    for (let time = 0; time < 20; time += 1) await confirm("nonsense");
    expect(await confirm("nonsense")).toMatchObject({ tell: "too_often" });
    expect(await post({ kind: "code" })).toMatchObject({ tell: "too_often" });
    const report: DeliveryPost = { kind: "report", reason: "damaged", note: "" };
    for (let time = 0; time < 20; time += 1) expect(await post(report)).toMatchObject({ tell: undefined });
    expect(await post(report)).toMatchObject({ tell: "too_often" });
  });
});
