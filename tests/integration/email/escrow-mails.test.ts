import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { postDelivery } from "@/lib/checkout/delivery/post-delivery";
import { closeMail } from "@/lib/email/mail-transport";
import { relayMails } from "@/lib/email/relay-mails.system";
import { deliveryCode } from "@/lib/escrow/buyer/delivery-code";
import { openDispute, resolveDispute } from "@/lib/escrow/disputes/open-dispute";
import { confirmDelivery, markShipped } from "@/lib/escrow/evidence/add-evidence";
import { undoRelease } from "@/lib/escrow/releases/decide-release";
import { refundHeld } from "@/lib/escrow/releases/refund-held";
import { requestRelease } from "@/lib/escrow/releases/request-release";
import { extendEscrow } from "@/lib/escrow/timers/extend-escrow";
import { systemClock } from "@/lib/kernel/clock";
import { makeContext } from "../../support/context";
import { createMerchant, type TestMerchant } from "../../support/factories";
import { book, createLink, transactionOf } from "../../support/factories-paylink";
import { useProduct } from "../../support/product-process";
import { openMailServer } from "./mail-server";

const server = await openMailServer();
process.env.SMTP_URL = server.url;
const product = useProduct();
const EMAIL = "ayse@example.com";
const DAY = 86_400;
let merchant: TestMerchant;
let held: { id: string; paymentId: string; token: string };

beforeAll(async () => {
  merchant = await createMerchant();
});
beforeEach(() => {
  server.mails.length = 0;
});
afterAll(async () => {
  closeMail();
  await server.close();
  delete process.env.SMTP_URL;
});

const owner = () => makeContext(merchant);

/** A held case whose first two mails have left. */
async function hold(terms: Record<string, unknown> = {}, more: Record<string, unknown> = {}) {
  const link = await createLink(merchant, {
    customer: { name: "Ayşe Örnek", email: EMAIL },
    escrow: { enabled: true, ...terms },
    ...more,
  });
  const booked = await book(merchant, link, transactionOf(link));
  if (booked.kind !== "booked") throw new Error(`the payment is ${booked.kind}`);
  held = { id: `esc_${booked.paymentId.slice(4)}`, paymentId: booked.paymentId, token: booked.paymentToken };
  await relayMails();
}

const to = (address: string) => server.mails.filter(({ envelope }) => envelope[0] === address);
const buyersMails = () => to(EMAIL);
const sellersMails = () => server.mails.filter(({ envelope }) => envelope[0] !== EMAIL);

/** What was mailed since, after the relay ran twice: a fact is told once. */
async function news() {
  server.mails.length = 0;
  await relayMails();
  await relayMails();
  return { buyer: buyersMails(), seller: sellersMails() };
}

describe("held money", () => {
  it("is told to both: where it waits, what to do, until when; one mail in place of the receipt", async () => {
    await hold({ auto_release_days: 7, ship_within_hours: 48 });
    expect(server.mails).toHaveLength(2);
    const [buyer] = buyersMails();
    expect(buyer?.subject).toBe("TEST: Ödemeniz alındı, Paynet’te bekliyor: 1.000,00 TL, Deneme Mağazası");
    expect(buyer?.messageId).toBe(`<mail_${held.id}_held_payer@localhost>`);
    expect(buyer?.text).toContain(`/pay/${held.token}`);
    expect(buyer?.text).toContain("satıcıya henüz geçmedi");
    expect(buyer?.text).toContain("göndermezse para kartınıza döner");
    expect(buyer?.text).toContain("•••• 4358");
    expect(buyer?.text).not.toMatch(/emanet|bizde|güvende/);
    const [seller] = sellersMails();
    expect(seller?.subject).toBe("TEST: Blokede: 1.000,00 TL, ürünü gönderin");
    expect(seller?.text).toContain(`/escrow/${held.id}`);
    expect(seller?.text).not.toContain(held.token);
  });

  it("is told in English where the sale says so; the seller reads Turkish", async () => {
    await hold({}, { metadata: { locale: "en" } });
    expect(buyersMails()[0]?.subject).toContain("Payment received, waiting at Paynet: 1,000.00 TL");
    expect(sellersMails()[0]?.subject).toContain("Blokede");
  });

  it("sent, with carrier and parcel number", async () => {
    await hold();
    await markShipped(owner(), { id: held.id, carrier: "Deneme Kargo", tracking_no: "DK123" });
    const { buyer, seller } = await news();
    expect(buyer.map(({ subject }) => subject)).toEqual(["TEST: Ürününüz yolda, Deneme Mağazası"]);
    expect(buyer[0]?.text).toContain("Deneme Kargo, DK123");
    expect(seller).toHaveLength(1);
  });

  it("a code goes to the buyer alone, with the six digits that open it, and not once it is over", async () => {
    await hold();
    const ask = () =>
      postDelivery({ token: held.token, address: "198.51.100.7", clock: systemClock }, { kind: "code" });
    await ask();
    const { buyer, seller } = await news();
    expect(seller).toEqual([]);
    const [row] = await product.rows<{ id: string }>("select id from delivery_codes where escrow_id = $1", [held.id]);
    const digits = deliveryCode({ merchantId: merchant.id, codeId: row?.id ?? "" });
    expect(buyer).toHaveLength(1);
    expect(buyer[0]?.text).toContain(digits);
    expect(buyer[0]?.subject).not.toContain(digits);
    expect(buyer[0]?.text).toContain("Kodu kuryeye ya da satıcıya söylemeyin");
    await ask();
    await product.advance(601);
    expect((await news()).buyer).toEqual([]);
    const [late] = await product.rows<{ reason: string }>(
      "select reason from mails where kind = 'escrow.code' and status = 'withheld' and merchant_id = $1",
      [merchant.id],
    );
    expect(late?.reason).toBe("code_is_over");
  });

  it("delivered: by staff's proof the buyer is asked to object, by the buyer's own code it is confirmed", async () => {
    await hold({ auto_release_days: 7 });
    await confirmDelivery(owner(), { id: held.id, evidence: { note: "kapıda imzalandı" } });
    const told = await news();
    expect(told.buyer[0]?.subject).toContain("Teslim edildi olarak yazıldı");
    expect(told.buyer[0]?.text).toContain("Almadıysanız ya da sorun varsa hemen bildirin");
    expect(told.seller[0]?.subject).toContain("Teslim yazıldı");
  });

  it("disputed and resolved, each once, to both", async () => {
    await hold();
    await postDelivery(
      { token: held.token, address: "198.51.100.7", clock: systemClock },
      { kind: "report", reason: "damaged", note: "kırık" },
    );
    const opened = await news();
    expect(opened.buyer.map(({ subject }) => subject)).toEqual(["TEST: Sorununuz bildirildi, Deneme Mağazası"]);
    expect(opened.seller[0]?.text).toContain("Kırık ya da hasarlı geldi: kırık");
    await resolveDispute(owner(), { id: held.id, outcome: "release" });
    const closed = await news();
    expect(closed.buyer.map(({ subject }) => subject)).toEqual(["TEST: İtiraz kapandı, Deneme Mağazası"]);
    expect(closed.buyer[0]?.text).toContain("Süre kaldığı yerden işliyor");
    expect(closed.seller).toHaveLength(1);
  });

  it("what was opened and closed before the mail left is told by its end alone", async () => {
    await hold();
    await openDispute(owner(), { id: held.id, reason: "soruluyor" });
    await resolveDispute(owner(), { id: held.id, outcome: "withdrawn" });
    const { buyer } = await news();
    expect(buyer.map(({ subject }) => subject)).toEqual(["TEST: İtiraz kapandı, Deneme Mağazası"]);
  });
});

describe("a release", () => {
  async function release() {
    await hold();
    await confirmDelivery(owner(), { id: held.id, evidence: { note: "teslim" } });
    const after = await requestRelease(owner(), { id: held.id, note: "teslim" });
    await news();
    return after.requests[0]?.id ?? "";
  }

  it("is told only when its ten minutes are over", async () => {
    await release();
    expect(server.mails.filter(({ subject }) => subject?.includes("erbest"))).toEqual([]);
    await product.advance(590);
    expect((await news()).buyer).toEqual([]);
    await product.advance(20);
    const { buyer, seller } = await news();
    expect(buyer.map(({ subject }) => subject)).toEqual([
      "TEST: 1.000,00 TL satıcıya serbest bırakıldı, Deneme Mağazası",
    ]);
    expect(seller.map(({ subject }) => subject)).toEqual(["TEST: Serbest bırakıldı: 1.000,00 TL"]);
  });

  it("that was taken back is told to nobody", async () => {
    const request = await release();
    await undoRelease(owner(), { id: held.id, request_id: request });
    await product.advance(700);
    const { buyer, seller } = await news();
    expect([...buyer, ...seller]).toEqual([]);
  });
});

describe("a refund of held money", () => {
  it("is told when it leaves and when the provider confirmed it, with the number for the bank", async () => {
    await hold();
    await refundHeld(owner(), { id: held.id, note: "vazgeçti" });
    const started = await news();
    expect(started.buyer.map(({ subject }) => subject)).toEqual([
      "TEST: İadeniz başladı: 1.000,00 TL, Deneme Mağazası",
    ]);
    expect(started.buyer[0]?.text).toContain("Henüz bankanıza iletilmedi");
    expect(started.buyer[0]?.text).toContain(`/pay/${held.token}/refund`);
    expect(started.seller).toHaveLength(1);

    const became = async (status: string, reversal: string | null) => {
      await product.rows(
        `set session_replication_role = replica;
         update refunds set status = '${status}', provider_reversal_id = ${reversal === null ? "null" : `'${reversal}'`} where payment_id = '${held.paymentId}';
         set session_replication_role = default`,
      );
    };
    await became("confirmed", "xk_iade_7429");
    await product.rows(
      `insert into outbox (merchant_id, mode, topic, subject_id, data, created_at)
       select merchant_id, mode, 'refund', id, '{}', vezne_now() from refunds where payment_id = $1`,
      [held.paymentId],
    );
    const done = await news();
    expect(done.buyer.map(({ subject }) => subject)).toEqual([
      "TEST: İadeniz bankanıza iletildi: 1.000,00 TL, Deneme Mağazası",
    ]);
    expect(done.buyer[0]?.text).toContain("İade numarası: xk_iade_7429");
    expect(done.seller).toHaveLength(1);
    await became("scheduled", null);
  });
});

describe("the reminder", () => {
  it("is sent two days before, once, and again for the new moment after it was extended", async () => {
    await hold({ auto_release_days: 5 });
    expect((await news()).buyer).toEqual([]);
    await product.advance(3 * DAY + 60);
    const first = await news();
    expect(first.seller).toEqual([]);
    expect(first.buyer.map(({ subject }) => subject)).toEqual([
      "TEST: İki gün içinde satıcıya geçecek: 1.000,00 TL, Deneme Mağazası",
    ]);
    expect(first.buyer[0]?.text).toContain("şimdi bildirin");
    await extendEscrow(owner(), { id: held.id, days: 10 });
    expect((await news()).buyer).toEqual([]);
    await product.advance(10 * DAY);
    const { buyer } = await news();
    expect(buyer.filter(({ text }) => text?.includes(held.token))).toHaveLength(1);
  });

  it("is not sent while a dispute stops the clock, nor where the terms are shorter than two days", async () => {
    await hold({ auto_release_days: 5 });
    await openDispute(owner(), { id: held.id, reason: "soruluyor" });
    await news();
    await product.advance(4 * DAY);
    expect((await news()).buyer).toEqual([]);
    await hold({ auto_release_days: 2 });
    expect((await news()).buyer).toEqual([]);
  });
});
