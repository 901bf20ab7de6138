import { beforeAll, describe, expect, it } from "vitest";
import { postDelivery } from "@/lib/checkout/delivery/post-delivery";
import { viewPayPage } from "@/lib/checkout/queries";
import type { PayPage } from "@/lib/checkout/schemas";
import { createCheckout } from "@/lib/checkout/sessions/create-checkout";
import { openChargeback } from "@/lib/escrow/disputes/chargeback";
import { openDispute } from "@/lib/escrow/disputes/open-dispute";
import { confirmDelivery, markShipped } from "@/lib/escrow/evidence/add-evidence";
import { refundHeld } from "@/lib/escrow/releases/refund-held";
import { requestRelease } from "@/lib/escrow/releases/request-release";
import { systemClock } from "@/lib/kernel/clock";
import { requestRefund } from "@/lib/refunds/request-refund";
import { makeContext } from "../../support/context";
import { createMerchant, type TestMerchant } from "../../support/factories";
import { book, createLink, PayerBrowser, shareTokenOf, transactionOf } from "../../support/factories-paylink";
import { useProduct } from "../../support/product-process";

const product = useProduct();
let merchant: TestMerchant;
let held: { id: string; paymentId: string; token: string; share: string };

beforeAll(async () => {
  merchant = await createMerchant({ cardEntry: "server_card_entry" });
});

const owner = () => makeContext(merchant);
const stranger = { cookie: () => undefined };
const TERMS = {
  enabled: true,
  auto_release_days: 7,
  ship_within_hours: 48,
  beneficiary: { name: "Kuzey Atölye", iban: "TR330006100519786457841326" },
  split: [
    { kind: "goods", amount: 90_000 },
    { kind: "commission", amount: 10_000 },
  ],
  serial: "SN-1",
};

async function pay(wish: Record<string, unknown> = {}): Promise<void> {
  const link = await createLink(merchant, { customer: { name: "Ayşe", email: "ayse@example.com" }, ...wish });
  const booked = await book(merchant, link, transactionOf(link));
  if (booked.kind !== "booked") throw new Error(`the payment is ${booked.kind}`);
  held = {
    id: `esc_${booked.paymentId.slice(4)}`,
    paymentId: booked.paymentId,
    token: booked.paymentToken,
    share: shareTokenOf(link),
  };
}

const report = () =>
  postDelivery(
    { token: held.token, address: "198.51.100.7", clock: systemClock },
    { kind: "report", reason: "not_arrived", note: "" },
  );
type Paid = Extract<PayPage, { kind: "paid" }>;
async function page(): Promise<Paid> {
  const shown = await viewPayPage(held.token, stranger);
  if (shown.kind !== "paid") throw new Error(`the page is ${shown.kind}`);
  return shown;
}
const refund = (amount?: number) => refundHeld(owner(), { id: held.id, amount, note: "iade" });
const arrived = () => confirmDelivery(owner(), { id: held.id, evidence: { note: "kapıda" } });
const release = (amount?: number) => requestRelease(owner(), { id: held.id, amount, note: "teslim" });
const settled = (status: string) =>
  product.rows(
    `set session_replication_role = replica; update refunds set status = '${status}', sent_at = vezne_now() where payment_id = '${held.paymentId}'; set session_replication_role = default`,
  );

/** How a case comes to each stage, and what its buyer may do there. */
const STAGES: [
  stage: string,
  may: { confirm: boolean; object: boolean; withdraw: boolean },
  steps: () => Promise<unknown>,
][] = [
  ["waiting", { confirm: true, object: true, withdraw: false }, async () => undefined],
  [
    "sent",
    { confirm: true, object: true, withdraw: false },
    () => markShipped(owner(), { id: held.id, carrier: "Deneme Kargo", tracking_no: "DK1" }),
  ],
  ["arrived", { confirm: true, object: true, withdraw: false }, arrived],
  [
    // A release that waits for a second person can still be objected to.
    "waiting",
    { confirm: true, object: true, withdraw: false },
    () => release(),
  ],
  ["disputed", { confirm: false, object: false, withdraw: true }, report],
  [
    "disputed",
    { confirm: false, object: false, withdraw: false },
    () => openDispute(owner(), { id: held.id, reason: "soruldu" }),
  ],
  ["returning", { confirm: false, object: false, withdraw: false }, () => refund()],
  ["waiting", { confirm: true, object: true, withdraw: false }, () => refund(10_000)],
  [
    "leaving",
    { confirm: false, object: false, withdraw: false },
    async () => {
      await arrived();
      await release();
    },
  ],
  [
    "released",
    { confirm: false, object: false, withdraw: false },
    async () => {
      await arrived();
      await release();
      await product.advance(700);
    },
  ],
  [
    "charged_back",
    { confirm: false, object: false, withdraw: false },
    () => openChargeback(owner(), { payment_id: held.paymentId, reason: "tanımıyor" }),
  ],
];

describe("the page of a payment whose money is held", () => {
  it.each(STAGES)("%s, may %j", async (stage, may, steps) => {
    await pay({ escrow: { enabled: true } });
    await steps();
    const shown = await page();
    expect(shown.delivery).toMatchObject({ stage, may });
  });

  it("shows parcel, dates and what was complained of, and nothing that staff wrote", async () => {
    await pay({ escrow: TERMS });
    await markShipped(owner(), { id: held.id, carrier: "Deneme Kargo", tracking_no: "DK1" });
    await confirmDelivery(owner(), { id: held.id, evidence: { note: "gizli personel notu" } });
    expect((await page()).delivery).toMatchObject({
      parcel: { carrier: "Deneme Kargo", trackingNo: "DK1" },
      serial: "SN-1",
      shipBy: null,
    });
    await report();
    const { delivery } = await page();
    expect(delivery).toMatchObject({
      objection: { isMine: true, reason: "not_arrived" },
      autoReleaseAt: null,
    });
    expect(JSON.stringify(delivery)).not.toMatch(/gizli|TR33/);
  });

  it("before anything is paid there is nothing held to show", async () => {
    const link = await createLink(merchant, { escrow: TERMS });
    const token = await new PayerBrowser().goToPayment(link);
    expect(await viewPayPage(token ?? "", stranger)).toMatchObject({ kind: "redirecting" });
  });

  it("shows amounts to nobody without its own token", async () => {
    await pay({ escrow: TERMS });
    const seen = await viewPayPage(held.share, stranger);
    expect(Object.keys(seen).sort()).toEqual(["kind", "merchant", "mode"]);
    expect(JSON.stringify(seen)).not.toMatch(/1000|SN-1|Kuzey/);
  });
});

describe("a refund on its payer's page", () => {
  it.each([
    ["scheduled", "started"],
    ["sending", "asking"],
    ["unknown", "asking"],
    ["sent", "accepted"],
    ["confirmed", "done"],
    ["rejected", "not_made"],
  ])("that is %s is told as %s", async (status, state) => {
    await pay({ escrow: { enabled: true } });
    await refund(10_000);
    await settled(status);
    expect((await page()).refund).toMatchObject({ state, amount: "10000" });
    await settled("scheduled");
  });

  it("is not told of before somebody decided, nor one that was refused before it left", async () => {
    await pay({ amount: 900_000, escrow: { enabled: true } });
    const asked = await refund();
    expect(asked.requests[0]?.status).toBe("awaiting_approval");
    const shown = await page();
    expect(shown.refund).toBeNull();
    expect(shown.delivery).toMatchObject({ stage: "waiting", may: { object: true } });
  });

  it("is told of for a payment that nothing was held for, too", async () => {
    await pay();
    await requestRefund(owner(), { payment_id: held.paymentId, amount: 10_000, reason: "iade" });
    expect(await page()).toMatchObject({ delivery: null, refund: { state: "started", amount: "10000" } });
  });
});

describe("the terms before paying", () => {
  it("stand on the page of a link and of a checkout as they were frozen, without the account's number", async () => {
    const link = await createLink(merchant, { escrow: TERMS });
    const expected = {
      autoReleaseDays: 7,
      shipWithinHours: 48,
      beneficiary: "Kuzey Atölye",
      split: [
        { kind: "goods", amount: "90000" },
        { kind: "commission", amount: "10000" },
      ],
      serial: "SN-1",
    };
    const offer = await viewPayPage(shareTokenOf(link), stranger);
    expect(offer).toMatchObject({ kind: "offer", held: expected });
    expect(JSON.stringify(offer)).not.toContain("TR33");
    const checkout = await createCheckout(owner(), { amount: 100_000, currency: "TRY", escrow: TERMS });
    const shown = await viewPayPage(checkout.url.slice(checkout.url.lastIndexOf("/") + 1), stranger);
    expect(shown).toMatchObject({ kind: "checkout", held: expected });
  });

  it("are nothing where the money is the seller's at once", async () => {
    expect(await viewPayPage(shareTokenOf(await createLink(merchant)), stranger)).toMatchObject({ held: null });
  });
});
