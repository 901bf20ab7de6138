import { beforeAll, describe, expect, it } from "vitest";
import { systemClock } from "@/lib/kernel/clock";
import { getPosSession } from "@/lib/pos/sales/queries";
import { paynetAdapter } from "@/lib/providers/paynet/adapter";
import type { PaymentProvider } from "@/lib/providers/port";
import type { PosSaleRequest, PosStartOutcome, SoftPosProvider } from "@/lib/providers/soft-pos";
import { makeContext } from "../../../support/context";
import { createMerchant, type TestMerchant } from "../../../support/factories";
import { useProduct } from "../../../support/product-process";
import { ask, startSale } from "../../pos/pos-sale";

const product = useProduct();
let provider: PaymentProvider;
let softPos: SoftPosProvider;
let key: string;
let merchant: TestMerchant;
beforeAll(async () => {
  merchant = await createMerchant();
  provider = paynetAdapter({
    ...{ baseUrl: `${product.sandbox.url}/paynet`, secretKey: "sck_sandbox_demo", timeoutMs: 1_000 },
    recorder: { begin: async () => "call", end: async () => undefined },
  });
  softPos = provider.softPos as SoftPosProvider;
  const opened = await softPos.openKey({ agentId: "2044", userId: "kasa01" });
  if (opened.kind !== "opened") throw new Error(JSON.stringify(opened));
  key = opened.key;
});

let references = 0;
const sale = (wish: Partial<PosSaleRequest> = {}): PosSaleRequest => {
  references += 1;
  const price = { amount: 14_990n, currency: "TRY" as const };
  return { key, reference: `PA-${references}`, price, installments: 1, addCommission: false, ...wish };
};
const kurus = (amount: bigint) => ({ price: { amount, currency: "TRY" as const } });
function startedBy(outcome: PosStartOutcome) {
  if (outcome.kind !== "started") throw new Error(JSON.stringify(outcome));
  return outcome;
}

describe("a sale, from the adapter to the phone and back", () => {
  it("is waited for, declined, paid, and found by its reference as well", async () => {
    const request = sale({ callbackUrl: "vezne://pos", installments: 3, addCommission: true, ...kurus(100_000n) });
    const { paymentSessionId, encryptionKey } = startedBy(await softPos.startSale(request));
    expect(await softPos.askSale({ key, paymentSessionId })).toMatchObject({ kind: "waiting" });
    await product.sandbox.pos(paymentSessionId, "decline");
    const { callback, xact_id } = await product.sandbox.pos(paymentSessionId, "approve");
    const answer = await softPos.askSale({ key, paymentSessionId });
    expect(answer.kind === "found" && answer.transactions).toMatchObject([
      { verdict: "failed", decline: { code: "05", class: "bank" }, reference: request.reference },
      {
        ...{ verdict: "captured", kind: "sale", reference: request.reference, transactionId: xact_id, installments: 3 },
        ...{ amountCharged: 104_710n, net: 100_000n, commission: 4_710n, commissionTax: 0n, currency: "TRY" },
      },
    ]);
    const data = new URL(callback ?? "").searchParams.get("data") ?? "";
    expect(softPos.readCallback(data, encryptionKey)).toEqual({
      ...{ kind: "read", paymentSessionId, isSucceeded: true, transactionId: xact_id, code: "0" },
    });
    expect(await provider.queryTransactions({ reference: request.reference })).toMatchObject({
      transactions: [{ verdict: "failed" }, { verdict: "captured", transactionId: xact_id }],
    });
  });

  it("whose start got no answer in time, or a broken one, is unknown and took effect", async () => {
    const request = sale();
    await product.sandbox.fault("softpos/init_sale_transaction", "malformed");
    expect(await softPos.startSale(request)).toMatchObject({ kind: "unknown" });
    const hanging = sale(kurus(10_052n));
    expect(await softPos.startSale(hanging)).toEqual({ kind: "unknown", why: "timeout" });
    const { pos } = (await product.sandbox.truth()).paynet;
    const made = pos?.filter(({ reference_no }) =>
      [request.reference, hanging.reference].includes(String(reference_no)),
    );
    expect(made).toMatchObject([{ status: "waiting" }, { status: "waiting" }]);
  });

  it.each(["wrong_amount", "wrong_currency"])("answered with a %s is told as it came", async (effect) => {
    const { paymentSessionId } = startedBy(await softPos.startSale(sale()));
    await product.sandbox.pos(paymentSessionId, "approve");
    await product.sandbox.fault("softpos/check_transaction", effect);
    const answer = await softPos.askSale({ key, paymentSessionId });
    const told = effect === "wrong_amount" ? { amountCharged: 15_090n } : { currency: null, currencyText: "USD" };
    expect(answer.kind === "found" && answer.transactions).toMatchObject([told]);
  });

  it.each(["malformed", "empty", "html", "drop_after"])("asked about under %s is unknown", async (effect) => {
    const { paymentSessionId } = startedBy(await softPos.startSale(sale()));
    await product.sandbox.fault("softpos/check_transaction", effect);
    expect(await softPos.askSale({ key, paymentSessionId })).toMatchObject({ kind: "unknown" });
  });

  it("is not seen yet where the provider's read side lags", async () => {
    const { paymentSessionId } = startedBy(await softPos.startSale(sale()));
    await product.sandbox.pos(paymentSessionId, "approve");
    await product.sandbox.fault("softpos/check_transaction", "lag");
    expect(await softPos.askSale({ key, paymentSessionId })).toMatchObject({ kind: "waiting" });
    expect(await softPos.askSale({ key, paymentSessionId })).toMatchObject({ kind: "found" });
  });
});

describe("a key", () => {
  it.each([401, 400] as const)("that was ended is refused with %s, before anything is started", async (status) => {
    await product.sandbox.posRules({ refused_key_status: status });
    const opened = await softPos.openKey({ agentId: "2044", userId: "kasa02" });
    const ended = opened.kind === "opened" ? opened.key : "";
    expect(await softPos.closeKey(ended)).toEqual({ kind: "closed" });
    expect(await softPos.closeKey(ended)).toEqual({ kind: "closed" });
    const request = sale({ key: ended });
    expect(await softPos.startSale(request)).toEqual({ kind: "key_refused" });
    expect(await softPos.askSale({ key: ended, paymentSessionId: "X" })).toEqual({ kind: "key_refused" });
    expect(await softPos.startReversal({ key: ended, transactionId: "xk_1", reference: "R" })).toEqual({
      kind: "key_refused",
    });
    expect(JSON.stringify((await product.sandbox.truth()).paynet.pos)).not.toContain(request.reference);
    await product.sandbox.posRules({ refused_key_status: 401 });
  });

  it("says until when, and is not given to a blocked dealer, a stranger or an unregistered address", async () => {
    const open = (agentId: string, userId: string) => softPos.openKey({ agentId, userId });
    const opened = await open("2044", "kasa03");
    const hours = opened.kind === "opened" ? (Number(opened.expiresAt) - systemClock.now().getTime()) / 3_600_000 : 0;
    expect(hours).toBeGreaterThan(23.9);
    expect(hours).toBeLessThan(24.1);
    expect(await open("2045", "kasa01")).toMatchObject({ kind: "rejected", code: "3" });
    expect(await open("9999", "kasa01")).toMatchObject({ kind: "rejected", code: "4" });
    expect(await open("2044", "unknown")).toMatchObject({ kind: "rejected", code: "11" });
    await product.sandbox.posRules({ allowed_addresses: [] });
    expect(await open("2044", "kasa01")).toMatchObject({ kind: "rejected", code: "7" });
    await product.sandbox.posRules({ allowed_addresses: null });
  });
});

describe("money back", () => {
  it("ends on the phone; the sale then says so itself", async () => {
    const { paymentSessionId } = startedBy(await softPos.startSale(sale()));
    const { xact_id } = await product.sandbox.pos(paymentSessionId, "approve");
    const transactionId = xact_id ?? "";
    const reverse = () => softPos.startReversal({ key, transactionId, reference: "PR-1" });
    const reversal = startedBy(await reverse());
    expect(await provider.describeTransaction(transactionId)).toMatchObject({ kind: "found", reversed: false });
    await product.sandbox.pos(reversal.paymentSessionId, "approve");
    expect(await provider.describeTransaction(transactionId)).toMatchObject({ kind: "found", reversed: true });
    const answer = await softPos.askSale({ key, paymentSessionId: reversal.paymentSessionId });
    expect(answer.kind === "found" && answer.transactions).toMatchObject([
      { kind: "reversal", amountCharged: 14_990n },
    ]);
    expect(await reverse()).toMatchObject({ kind: "rejected", code: "6" });
  });
});

it("no recorded call of the product holds a session key, an encryption key, a link or what the app handed back", async () => {
  const begun = await startSale(merchant);
  const { callback } = await product.sandbox.pos(begun.payment_session_id ?? "", "approve");
  await ask(merchant, begun.id);
  expect(await getPosSession(makeContext(merchant), begun.id)).toMatchObject({ status: "succeeded" });
  const calls = await product.rows<{ operation: string; text: string }>(
    `select operation, coalesce(request::text, '') || coalesce(response::text, '') as text
       from provider_calls where merchant_id = $1 order by started_at`,
    [merchant.id],
  );
  expect(calls.map(({ operation }) => operation)).toEqual([
    "agent/get_auth_key",
    "softpos/init_sale_transaction",
    "softpos/check_transaction",
  ]);
  const text = calls.map((row) => row.text).join("\n");
  expect(text).toContain(begun.payment_session_id);
  expect(text).not.toMatch(/mk_EAAAA|paynetpaypos:|[?&]data=/);
  expect(text).toMatch(/"session_key": "•••"/);
  expect(text).toMatch(/"encryption_key": "•••"/);
  expect(callback === null || !text.includes(callback)).toBe(true);
});
