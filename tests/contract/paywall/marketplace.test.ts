import { describe, expect, it } from "vitest";
import type { NewMember } from "@/lib/providers/marketplace";
import { paywallAdapter } from "@/lib/providers/paywall/adapter";
import { envelope, usePlayedPaywall } from "./played-paywall";
import { GUID } from "./start-request";

const paywall = usePlayedPaywall({ timeoutMs: 1_500 });
const market = () => {
  const { marketplace } = paywallAdapter(paywall.connection);
  if (marketplace === undefined) throw new Error("no marketplace");
  return marketplace;
};

const row = { PaymentId: 5_000_123, UniqueCode: GUID, MerchantUniqueCode: "ORD-1" };
const product = (Id: number, MemberId: number) => ({ Id, MemberId, ProductId: `SKU-${Id}`, ProductAmount: 74.95 });
const PRODUCTS = [product(610_001, 4_101), product(610_002, 4_102)];
const idsOf = (...ids: number[]) => ids.map((ProductId) => ({ ProductId }));

/** Answers each service by the end of its path; what is not given is down. */
const answers = (byPath: Record<string, unknown>) =>
  paywall.play((response, { path }) => {
    const key = Object.keys(byPath).find((end) => path.endsWith(end));
    if (key === undefined) return response.writeHead(502).end();
    return response.end(JSON.stringify(byPath[key]));
  });
const found = envelope({ Body: { Paywall: row } });
const verdicts = (Success: object[], Fail: object[] = []) => envelope({ Body: { Success, Fail } });
const of = (...productIds: string[]) => ({ transactionId: GUID, productIds });

describe("an approval", () => {
  it("names the payment's number and the provider's products, byte for byte", async () => {
    answers({ uniquecode: found, "pw/product": verdicts(idsOf(610_001, 610_002)) });
    const wish = { ...of("610001", "610002"), shareBy: "provider" as const, transferText: "Order ORD-1" };
    expect(await market().approveProducts(wish)).toEqual({
      kind: "answered",
      done: ["610001", "610002"],
      refused: [],
      callId: "call_test",
    });
    expect(paywall.heard[1]?.path).toBe("/pay/api/paywall/marketplace/approve/pw/product");
    expect(paywall.heard[1]?.headers).toMatchObject({ apikeypublic: "pub-key", apiclientpublic: "pub-client" });
    expect(paywall.heard[1]?.text).toBe(
      '{"PaymentId":5000123,"ProductIds":[610001,610002],' +
        '"Payout":{"DescriptionApply":true,"Description":"Order ORD-1"}}',
    );
  });

  it("of a share that we said goes to the other service", async () => {
    answers({ uniquecode: found, "self/product": verdicts(idsOf(610_001)) });
    expect(await market().approveProducts({ ...of("610001"), shareBy: "us" })).toMatchObject({ done: ["610001"] });
    expect(paywall.heard[1]?.text).toBe('{"PaymentId":5000123,"ProductIds":[610001]}');
  });

  it("tells what was refused of it, whether or not anything went through", async () => {
    const Fail = [{ ProductId: 610_002, Reason: "This product already approved" }];
    const refused = [{ id: "610002", reason: "This product already approved" }];
    const ask = (...ids: string[]) => market().approveProducts({ ...of(...ids), shareBy: "provider" });
    answers({ uniquecode: found, "pw/product": verdicts(idsOf(610_001), Fail) });
    expect(await ask("610001", "610002")).toMatchObject({ kind: "answered", done: ["610001"], refused });
    const none = { ...verdicts([], Fail), Result: false, ErrorCode: 1 };
    answers({ uniquecode: found, "pw/product": none });
    expect(await ask("610002")).toMatchObject({ kind: "answered", done: [], refused });
  });

  it.each<[string, unknown, string]>([
    ["another product's verdict", verdicts(idsOf(610_009)), "unknown"],
    ["no verdict", verdicts([]), "unknown"],
    ["two verdicts of one product", verdicts(idsOf(610_001), idsOf(610_001)), "unknown"],
    ["a verdict nobody asked for beside it", verdicts(idsOf(610_001, 610_002)), "unknown"],
    ["nothing readable", envelope({ Body: "soon" }), "unknown"],
    ["a plain no", envelope({ Result: false, ErrorCode: 31, Message: "no" }), "rejected"],
    ["'approved already', which may be our own", envelope({ Result: false, ErrorCode: 303 }), "unknown"],
    ["something that went wrong", envelope({ Result: false, ErrorCode: 63 }), "unknown"],
  ])("answered with %s is %s", async (_what, answer, kind) => {
    answers({ uniquecode: found, "pw/product": answer });
    expect(await market().approveProducts({ ...of("610001"), shareBy: "provider" })).toMatchObject({ kind });
  });

  it("whose answer is lost is unknown and was sent once", async () => {
    answers({ uniquecode: found });
    expect(await market().approveProducts({ ...of("610001"), shareBy: "provider" })).toMatchObject({ kind: "unknown" });
    expect(paywall.heard.filter(({ method }) => method === "POST")).toHaveLength(1);
  });

  it.each([
    ["no product", []],
    ["one twice", ["610001", "610001"]],
    ["a product of our own naming", ["SKU-1"]],
  ])("of %s is refused before any call", async (_what, ids) => {
    expect(await market().approveProducts({ ...of(...ids), shareBy: "us" })).toMatchObject({ code: "bad_products" });
    expect(paywall.heard).toHaveLength(0);
  });

  it("of a payment nobody can look up sends nothing", async () => {
    answers({});
    expect(await market().approveProducts({ ...of("610001"), shareBy: "us" })).toMatchObject({ code: "not_looked_up" });
    answers({ uniquecode: envelope({ Result: false, ErrorCode: 56 }) });
    expect(await market().approveProducts({ ...of("610001"), shareBy: "us" })).toMatchObject({ code: "not_found" });
    expect(paywall.heard.every(({ method }) => method === "GET")).toBe(true);
  });
});

describe("what is approved", () => {
  const states = envelope({ Body: { Approved: idsOf(610_001), NotApproved: idsOf(610_002) } });
  const products = envelope({ Body: PRODUCTS });

  it("is asked with the number of the payment, the products with the private pair", async () => {
    answers({ uniquecode: found, approval: states, product: products });
    expect(await market().approvalStates(GUID)).toEqual({
      kind: "found",
      products: [
        { id: "610001", reference: "SKU-610001", member: 4_101, amount: 7_495n, approved: true },
        { id: "610002", reference: "SKU-610002", member: 4_102, amount: 7_495n, approved: false },
      ],
      callId: "call_test",
    });
    expect(paywall.heard.map(({ path }) => path)).toEqual([
      "/priv/api/paywall/private/query/by/uniquecode",
      "/pay/api/paywall/product",
      "/pay/api/paywall/marketplace/report/approval",
    ]);
    expect(paywall.heard[1]?.headers).toMatchObject({ paymentid: "5000123", apikeyprivate: "prv-key" });
    expect(paywall.heard[2]?.headers).toMatchObject({ paymentid: "5000123", apikeypublic: "pub-key" });
  });

  it.each<[string, unknown, unknown]>([
    ["a product in neither list", envelope({ Body: { Approved: [], NotApproved: idsOf(610_002) } }), products],
    [
      "a product in both",
      envelope({ Body: { Approved: idsOf(610_001, 610_002), NotApproved: idsOf(610_002) } }),
      products,
    ],
    ["no list", envelope({ Body: {} }), products],
    ["an amount that is none", states, envelope({ Body: [{ ...PRODUCTS[0], ProductAmount: "1.234" }] })],
    ["no products", states, envelope({ Result: false, ErrorCode: 63 })],
  ])("is unknown with %s", async (_what, approval, product) => {
    answers({ uniquecode: found, approval, product });
    expect(await market().approvalStates(GUID)).toMatchObject({ kind: "unknown" });
  });

  it("is taken back for the payment's own products alone", async () => {
    const back = { uniquecode: found, approval: states, product: verdicts(idsOf(610_001)) };
    paywall.play((response, { path, method }) => {
      const byPath: Record<string, unknown> = method === "POST" ? back : { ...back, product: products };
      const key = Object.keys(byPath).find((end) => path.endsWith(end)) ?? "";
      response.end(JSON.stringify(byPath[key]));
    });
    expect(await market().cancelApproval(of("610009"))).toMatchObject({ code: "another_payments_product" });
    expect(paywall.heard.some(({ method }) => method === "POST")).toBe(false);
    expect(await market().cancelApproval(of("610001"))).toMatchObject({ kind: "answered", done: ["610001"] });
    expect(paywall.heard.at(-1)).toMatchObject({
      path: "/pay/api/paywall/marketplace/reject/product",
      text: '{"ProductIds":[610001]}',
    });
  });
});

describe("members", () => {
  const seller: NewMember = {
    externalId: "seller-9",
    kind: "company",
    name: "Seller Nine",
    title: "Seller Nine Ltd",
    taxOffice: "Kadikoy",
    taxNumber: "1234567890",
    email: "s9@example.com",
    phone: "5550000009",
    address: "Ornek cd. 9",
    account: { title: "Seller Nine Ltd", iban: "TR000000000000000000000000" },
    payout: { on: { daysLater: 7 }, commissionBasisPoints: 1_000 },
  };
  const body = { Id: 4_101, MemberExternalId: "seller-9", MemberName: "Seller Nine" };

  it("are made as documented, byte for byte, and the recorder hears nothing of the person", async () => {
    paywall.succeed(body);
    expect(await market().createMember(seller)).toEqual({ kind: "created", member: 4_101, callId: "call_test" });
    expect(paywall.heard[0]).toMatchObject({ method: "POST", path: "/member/api/paywall/member" });
    expect(paywall.heard[0]?.headers).toMatchObject({ apikeypublic: "pub-key" });
    expect(paywall.heard[0]?.text).toBe(
      '{"IsSubMerchant":true,"MemberType":3,"MemberExternalId":"seller-9","MemberName":"Seller Nine",' +
        '"MemberTitle":"Seller Nine Ltd","MemberTaxOffice":"Kadikoy","MemberTaxNumber":"1234567890",' +
        '"MemberIdentityNumber":"","MemberEmail":"s9@example.com","MemberPhone":"5550000009",' +
        '"MemberAddress":"Ornek cd. 9","ContactName":"","ContactLastname":"",' +
        '"BankAccounts":[{"CurrencyId":1,"Title":"Seller Nine Ltd","Iban":"TR000000000000000000000000"}],' +
        '"ValueDate":{"CalculationType":1,"CalculationValue":7,"Commission":10}}',
    );
    expect(JSON.stringify(paywall.recorded)).not.toMatch(/TR0000|1234567890|s9@example|5550000009|Ornek/);
  });

  it.each<[string, unknown, object]>([
    ["a definite no", envelope({ Result: false, ErrorCode: 205 }), { kind: "rejected", code: "205" }],
    ["'exists already', which may be ours", envelope({ Result: false, ErrorCode: 227 }), { kind: "unknown" }],
    ["somebody else", envelope({ Body: { ...body, MemberExternalId: "x" } }), { kind: "unknown" }],
  ])("a create answered with %s", async (_what, answer, outcome) => {
    paywall.answer(answer);
    expect(await market().createMember(seller)).toMatchObject(outcome);
    expect(paywall.heard).toHaveLength(1);
  });

  it.each<[string, unknown, object]>([
    ["nobody", envelope({ Result: false, ErrorCode: 198 }), { kind: "absent" }],
    ["another no", envelope({ Result: false, ErrorCode: 2 }), { kind: "unknown" }],
    ["somebody else", envelope({ Body: { ...body, MemberExternalId: "x" } }), { kind: "unknown" }],
    [
      "a member without an account",
      envelope({ Body: { ...body, BankAccounts: [], ValueDate: null } }),
      { kind: "found", member: 4_101, hasAccount: false, hasPayoutRule: false },
    ],
    [
      "a member that can be paid",
      envelope({ Body: { ...body, BankAccounts: [{ Iban: "TR" }], ValueDate: { CalculationType: 1 } } }),
      { kind: "found", hasAccount: true, hasPayoutRule: true },
    ],
  ])("a search that finds %s", async (_what, answer, outcome) => {
    paywall.answer(answer);
    expect(await market().findMember("seller-9")).toMatchObject(outcome);
    expect(paywall.heard[0]?.headers).toMatchObject({ memberexternalid: "seller-9" });
  });
});
