import { beforeAll, describe, expect, it } from "vitest";
import { partOf } from "@/lib/providers/part-of";
import { paywallAdapter } from "@/lib/providers/paywall/adapter";
import type { LinkRequest, PaymentProvider } from "@/lib/providers/port";
import type { ThreeDRequest } from "@/lib/providers/three-d";
import { usePaywallSandbox } from "./paywall-harness";

const sandbox = usePaywallSandbox({ hangMs: 5_000 });
let provider: PaymentProvider;
beforeAll(() => {
  const base = `${sandbox.url}/paywall`;
  provider = paywallAdapter({
    hosts: { payment: `${base}/payment`, private: `${base}/private`, card: `${base}/card`, member: `${base}/member` },
    keys: {
      publicKey: "pwpub_sandbox_demo",
      publicClient: "pwpubclient_sandbox_demo",
      privateKey: "pwprv_sandbox_demo",
      privateClient: "pwprvclient_sandbox_demo",
    },
    timeoutMs: 1_500,
    recorder: { begin: async () => "call_test", end: async () => undefined },
  });
});

async function cardToken(): Promise<string> {
  const temp = await sandbox.post("temptoken", { ClientCardSave: true, ThreeDSession: false, ExpiryMin: 30 });
  const card = {
    CardType: 1,
    CardOwnerName: "Deniz",
    CardNumber: "5293601234567896",
    CardCvv: "000",
    CardExpiryMonth: "12",
    CardExpiryYear: "29",
    ExpiryMin: 30,
  };
  const answer = await sandbox.post("tempcard", card, { token: temp.body.Body.Token });
  return answer.body.Body.CardToken;
}

const payer = {
  name: "Deniz",
  phone: "5550000001",
  email: "d@example.com",
  country: "TR",
  city: "Izmir",
  address: "a",
  ip: "203.0.113.7",
};
async function start(wish: Partial<ThreeDRequest> = {}) {
  return provider.startThreeD({
    reference: "ORD-1",
    price: { amount: 14_990n, currency: "TRY" },
    installments: 1,
    hold: false,
    card: { kind: "token" as const, token: await cardToken() },
    total: { amount: 14_990n, currency: "TRY" as const },
    payerBearsDifference: false,
    items: [],
    origin: "https://us.example",
    payer,
    itemName: "Mug",
    successUrl: "http://127.0.0.1:9/ok",
    failureUrl: "http://127.0.0.1:9/no",
    ...wish,
  });
}

async function paid(wish: Partial<ThreeDRequest> = {}): Promise<string> {
  const started = await start(wish);
  if (started.kind !== "redirect") throw new Error(started.kind);
  const id = started.transactionId ?? "";
  await sandbox.finish(id, "ok");
  return id;
}
const verdict = async (reference: string) => {
  const answer = await provider.queryTransactions({ reference });
  return answer.kind === "found" ? answer.transactions[0]?.verdict : answer.kind;
};

describe("the adapter against the sandbox", () => {
  it("pays with a browser's token; all of it goes back on the same day", async () => {
    expect(await verdict("ORD-1")).toBe("absent");
    const id = await paid();
    expect(await verdict("ORD-1")).toBe("captured");
    expect(await provider.refundAll(id)).toMatchObject({ kind: "accepted" });
    expect(await provider.describeTransaction(id)).toMatchObject({ kind: "found", reversed: true });
    expect(await provider.refundAll(id)).toMatchObject({ kind: "rejected", code: "nothing_to_give_back" });
  });

  it("a part and then the rest are the whole, on a later day too", async () => {
    const id = await paid();
    const soldAt = new Date((await sandbox.control("GET", "state")).body.paywall.transactions[0].at);
    await sandbox.control("POST", "clock", { advance_seconds: 86_400 });
    expect(await provider.refundPart(id, partOf(4_000n, 14_990n))).toMatchObject({ kind: "accepted" });
    expect(await provider.describeTransaction(id)).toMatchObject({ reversed: false });
    expect(await provider.refundPart(id, partOf(14_000n, 14_990n), soldAt)).toMatchObject({
      kind: "rejected",
      code: "65",
    });
    expect(await provider.refundAll(id, soldAt)).toMatchObject({ kind: "accepted" });
    const { requests } = (await sandbox.control("GET", "requests?provider=paywall")).body;
    expect(requests.flatMap(({ warnings }: { warnings: string[] }) => warnings)).toEqual([]);
    expect((await sandbox.control("GET", "state")).body.paywall.refunds).toMatchObject([{ amount: 14_990 }]);
  });

  it("holds, captures a part, and lets go", async () => {
    const id = await paid({ hold: true });
    expect(await verdict("ORD-1")).toBe("authorised");
    expect(await provider.capturePart(id, partOf(12_000n, 14_990n))).toMatchObject({
      kind: "captured",
      transaction: { amountCharged: 12_000n },
    });
    const other = await paid({ hold: true, reference: "ORD-2" });
    expect(await provider.voidAuthorisation(other)).toMatchObject({ kind: "accepted" });
    expect(await provider.describeTransaction(other)).toMatchObject({ reversed: true });
  });

  it("a start that hung took effect: unknown, then found by its reference; a second one is unknown, never a new payment", async () => {
    expect(await start({ total: { amount: 152n, currency: "TRY" } })).toMatchObject({
      kind: "unknown",
      why: "timeout",
    });
    expect(await verdict("ORD-1")).toBe("open");
    expect(await start()).toMatchObject({ kind: "unknown" });
    expect((await sandbox.control("GET", "state")).body.paywall.attempts).toHaveLength(1);
  });

  it("a card typed to us is kept, and pays later by its handle whatever it is called by then", async () => {
    const number = "5293601234567896";
    const card = { kind: "typed" as const, holder: "Deniz", number, month: 12, year: 2029, code: "000" };
    await paid({ card, keepCard: { owner: "cus_1", label: "Kart" } });
    await sandbox.control("POST", "clock", { advance_seconds: 3_600 });
    const stored = { kind: "stored" as const, owner: "cus_1", card: "529360******7896/12/2029" };
    await paid({ reference: "ORD-2", card: stored });
    expect(await verdict("ORD-2")).toBe("captured");
    expect(await start({ reference: "ORD-3", card: { ...stored, owner: "cus_2" } })).toMatchObject({
      kind: "rejected",
      code: "stored_card_not_one",
    });
  });

  it("a browser gives its card to the provider by the grant alone, from any site", async () => {
    const grant = await provider.prepareCardEntry({} as Omit<ThreeDRequest, "card">);
    if (grant.kind !== "granted") throw new Error(grant.kind);
    const origin = "https://shop.example";
    const asked = await fetch(grant.url, {
      method: "OPTIONS",
      headers: { origin, "access-control-request-method": "POST", "access-control-request-headers": "token" },
    });
    expect(asked.headers.get("access-control-allow-headers")).toContain("token");
    const typed = {
      CardType: 1,
      CardOwnerName: "Deniz",
      CardNumber: "5293601234567896",
      CardCvv: "000",
      CardExpiryMonth: "12",
      CardExpiryYear: "29",
      ExpiryMin: 30,
    };
    const headers = { origin, "content-type": "application/json", ...grant.fields };
    const answer = await fetch(grant.url, { method: "POST", headers, body: JSON.stringify(typed) });
    const { Body } = (await answer.json()) as { Body: { CardToken: string } };
    await paid({ card: { kind: "token", token: Body.CardToken } });
    expect(await verdict("ORD-1")).toBe("captured");
  });

  it("a decline is failed with the bank's words", async () => {
    await paid({ total: { amount: 1_051n, currency: "TRY" } });
    expect(await verdict("ORD-1")).toBe("failed");
  });

  it("a paylink is a common page that lives as long as it was asked to", async () => {
    const link = {
      reference: "LINK-1",
      price: { amount: 14_990n, currency: "TRY" },
      payerName: "Deniz",
      validHours: 72,
      successUrl: sandbox.pagesUrl,
      failureUrl: sandbox.pagesUrl,
      confirmationUrl: "http://127.0.0.1:9/hook",
    } as LinkRequest;
    const made = await provider.createPaymentLink(link);
    if (made.kind !== "created") throw new Error(made.kind);
    await sandbox.control("POST", "clock", { advance_seconds: 71 * 3_600 });
    expect((await fetch(made.url)).status).toBe(200);
    await sandbox.finish(made.providerId, "ok");
    expect(await verdict("LINK-1")).toBe("captured");
    expect(await provider.createPaymentLink(link)).toMatchObject({ kind: "unknown" });
  });

  it("reads the instalment table and a BIN", async () => {
    const table = await provider.installmentTable({ amount: 14_990n, currency: "TRY" }, "529360", true);
    expect(table).toMatchObject({ kind: "found", options: expect.arrayContaining([{ count: 3, total: 15_590n }]) });
    expect(await provider.binInfo("514118")).toMatchObject({ kind: "found", type: "debit" });
  });
});

describe("a marketplace against the sandbox", () => {
  it("a divided payment is approved and taken back through the adapter, and read back each time", async () => {
    const market = provider.marketplace;
    if (market === undefined) throw new Error("no marketplace");
    const made = await market.createMember({
      externalId: "seller-1",
      kind: "company",
      name: "Seller",
      title: "Seller Ltd",
      taxOffice: "Kadikoy",
      taxNumber: "1234567890",
      email: "s@example.com",
      phone: "5550000009",
      address: "Ornek cd. 9",
      payout: { on: { weekday: 4 }, commissionBasisPoints: 1_000 },
    });
    if (made.kind !== "created") throw new Error(made.kind);
    const { member } = made;
    expect(await market.findMember("seller-1")).toMatchObject({ kind: "found", member, hasPayoutRule: true });
    const line = { name: "Kupa", category: "Ev", description: "Kupa", amount: 7_495n };
    const product = { ...line, discount: { borneBy: "seller" as const, of: { basisPoints: 1_000 } } };
    const transactionId = await paid({
      products: [
        { ...product, id: "A", seller: { member, share: "agreed" } },
        { ...product, id: "B", seller: { member, share: { earning: 7_000n } } },
      ],
    });
    const states = async () => {
      const answer = await market.approvalStates(transactionId);
      return answer.kind === "found" ? answer.products : [];
    };
    const [first, second] = (await states()).map(({ id }) => id);
    const productIds = [first ?? ""];
    expect(await market.approveProducts({ transactionId, productIds, shareBy: "us" })).toMatchObject({ code: "29" });
    const wish = { transactionId, productIds, shareBy: "provider" as const };
    expect(await market.approveProducts(wish)).toMatchObject({ kind: "answered", done: productIds });
    expect(await market.approveProducts(wish)).toMatchObject({ kind: "answered", done: [], refused: [{}] });
    expect(await states()).toMatchObject([
      { id: first, member, approved: true, amount: 7_495n },
      { id: second, approved: false },
    ]);
    expect(await provider.refundAll(transactionId)).toMatchObject({ kind: "rejected", code: "353" });
    expect(await market.cancelApproval({ transactionId, productIds })).toMatchObject({ done: productIds });
    expect((await states()).map(({ approved }) => approved)).toEqual([false, false]);
    expect(await provider.refundAll(transactionId)).toMatchObject({ kind: "accepted" });
  });
});
