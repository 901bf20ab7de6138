import { beforeEach, describe, expect, it } from "vitest";
import { memberBody, PRIVATE, startBody, usePaywallSandbox } from "./paywall-harness";

const sandbox = usePaywallSandbox();
const OTHER = { apikeypublic: "pwpub_sandbox_other", apiclientpublic: "pwpubclient_sandbox_other" };

beforeEach(async () => {
  await sandbox.post("member", memberBody());
  await sandbox.post("member", memberBody({ MemberExternalId: "seller-8", ValueDate: null }));
});

const line = (change: object) => ({ ...startBody().Products[0], ...change });
const TWO = [
  line({ ProductId: "A", ProductAmount: 100, MemberId: 4_101 }),
  line({ ProductId: "B", ProductAmount: 49.9, MemberId: 4_102 }),
];

type Row = { Id: number; ProductId: string };
async function started(
  Products: object[] = TWO,
): Promise<{ paymentId: number; guid: string; code: string; ids: number[] }> {
  const { body } = await sandbox.post("payment/start3d", { ...startBody(), Products });
  const { PaymentId, UniqueCode, MerchantUniqueKey, Products: rows } = body.Body.Payment;
  const ids = (rows as Row[]).map(({ Id }) => Id);
  return { paymentId: PaymentId, guid: UniqueCode, code: MerchantUniqueKey, ids };
}
async function paid(products?: object[]) {
  const payment = await started(products);
  await sandbox.finish(payment.guid, "ok");
  return payment;
}
const market = async (path: string, body: object) => (await sandbox.post(`marketplace/${path}`, body)).body;
const states = async (paymentId: number) =>
  (await sandbox.get("marketplace/report/approval", { paymentid: String(paymentId) })).body.Body;
const earning = async (id: number) =>
  (await sandbox.get("marketplace/report/earning/product", { productid: String(id) })).body;

describe("a start of a marketplace", () => {
  it("answers each product with its number, and keeps what was said of it", async () => {
    const discount = { DiscountOwnerType: 2, DiscountType: 2, DiscountValue: 10 };
    const cargo = { CargoType: 2, CargoCurrencyId: 1, CargoCost: 5 };
    const { paymentId, ids } = await started([{ ...TWO[0], ...discount, ...cargo }, TWO[1] ?? {}]);
    const list = await sandbox.get("product", { paymentid: String(paymentId) }, PRIVATE);
    expect(list.body.Body).toMatchObject([
      {
        Id: ids[0],
        MemberId: 4_101,
        ProductId: "A",
        ProductAmount: 100,
        IsMarketPlaceSales: true,
        Discount: discount,
        Cargo: { CurrencyId: 1, CargoOwnerType: 2, CargoCost: 5 },
      },
      { Id: ids[1], MemberId: 4_102, IsMarketPlaceSales: true },
    ]);
    expect((await sandbox.get("product", { paymentid: String(paymentId) })).body).toMatchObject({ ErrorCode: 4 });
  });

  it.each([
    ["a member of nobody", [line({ MemberId: 9 })], 28],
    ["one product without a seller", [TWO[0] ?? {}, line({ ProductAmount: 49.9 })], 27],
    ["a seller's earning without a seller", [line({ MemberEarningCalculated: true, MemberEarning: 1 })], 27],
    [
      "an earning above the product",
      [line({ MemberId: 4_101, MemberEarningCalculated: true, MemberEarning: 150 })],
      57,
    ],
    ["a discount above the product", [line({ DiscountOwnerType: 1, DiscountType: 1, DiscountValue: 150 })], 39],
    ["a discount of no kind", [line({ DiscountValue: 1 })], 37],
    ["a discount that nobody bears", [line({ DiscountType: 1, DiscountValue: 1 })], 36],
    ["a cargo cost above the product", [line({ CargoType: 1, CargoCurrencyId: 1, CargoCost: 150 })], 42],
  ])("with %s is refused by its code", async (_what, Products, code) => {
    const answer = await sandbox.post("payment/start3d", { ...startBody(), Products });
    expect(answer.body).toMatchObject({ Result: false, ErrorCode: code });
  });
});

describe("approvals", () => {
  it("make earnings of what the provider calculates, once", async () => {
    const { paymentId, ids } = await paid();
    const [first, second] = ids;
    expect(await states(paymentId)).toEqual({
      Approved: [],
      NotApproved: [{ ProductId: first }, { ProductId: second }],
    });
    expect(await earning(first ?? 0)).toMatchObject({ ErrorCode: 34 });
    const approve = { PaymentId: paymentId, ProductIds: [first] };
    expect(await market("approve/pw/product", approve)).toMatchObject({
      ErrorCode: 0,
      Result: true,
      Body: { Success: [{ ProductId: first }], Fail: [] },
    });
    expect(await states(paymentId)).toEqual({ Approved: [{ ProductId: first }], NotApproved: [{ ProductId: second }] });
    expect((await earning(first ?? 0)).Body).toMatchObject({ SubMerchantEarning: 90, MerchantEarning: 10 });
    expect(await market("approve/pw/product", approve)).toMatchObject({
      ErrorCode: 1,
      Result: false,
      Body: { Success: [], Fail: [{ ProductId: first, Reason: "This product already approved" }] },
    });
    expect(await market("approve/pw/payment", { PaymentId: paymentId })).toMatchObject({
      Result: true,
      Body: { Success: [{ ProductId: second }], Fail: [{ ProductId: first }] },
    });
    // A member without an agreement gives nothing away.
    expect((await earning(second ?? 0)).Body).toMatchObject({ SubMerchantEarning: 49.9, MerchantEarning: 0 });
  });

  it("the seller bears its own discount and cargo, a commission of this sale, or a figure of ours", async () => {
    const discount = { DiscountOwnerType: 2, DiscountType: 1, DiscountValue: 20 };
    const cargo = { CargoType: 2, CargoCurrencyId: 1, CargoCost: 5 };
    const special = { MemberCustomCommission: true, MemberCommission: 12.5 };
    const own = { MemberEarningCalculated: true, MemberEarning: 40 };
    const { paymentId, ids } = await paid([
      { ...TWO[0], ...discount, ...cargo, ...special },
      { ...TWO[1], ...own },
    ]);
    expect(await market("approve/pw/payment", { PaymentId: paymentId })).toMatchObject({ ErrorCode: 29 });
    await market("approve/pw/product", { PaymentId: paymentId, ProductIds: [ids[0]] });
    await market("approve/self/product", { PaymentId: paymentId, ProductIds: [ids[1]] });
    expect((await earning(ids[0] ?? 0)).Body).toMatchObject({ SubMerchantEarning: 62.5, MerchantEarning: 37.5 });
    expect((await earning(ids[1] ?? 0)).Body).toMatchObject({ SubMerchantEarning: 40, MerchantEarning: 9.9 });
  });

  it.each<[string, (of: { paymentId: number; ids: number[] }) => object, number]>([
    ["no payment", () => ({ PaymentId: 1, ProductIds: [1] }), 32],
    ["another's product", ({ paymentId }) => ({ PaymentId: paymentId, ProductIds: [1] }), 58],
    ["no product", ({ paymentId }) => ({ PaymentId: paymentId, ProductIds: [] }), 58],
    [
      "one date for two members",
      ({ paymentId, ids }) => ({ PaymentId: paymentId, ProductIds: ids, SameReflectionDateWithMember: true }),
      29,
    ],
    [
      "a transfer text that is empty",
      ({ paymentId, ids }) => ({ PaymentId: paymentId, ProductIds: ids, Payout: { DescriptionApply: true } }),
      2,
    ],
  ])("of %s are refused and change nothing", async (_what, of, code) => {
    const payment = await paid();
    expect(await market("approve/pw/product", of(payment))).toMatchObject({ Result: false, ErrorCode: code });
    expect((await states(payment.paymentId)).Approved).toEqual([]);
  });

  it("of a payment that is not paid, not a marketplace's or another merchant's there are none", async () => {
    const { paymentId, ids } = await started();
    expect(await market("approve/pw/payment", { PaymentId: paymentId })).toMatchObject({ ErrorCode: 31 });
    const plain = await sandbox.start();
    await sandbox.finish(plain.guid, "ok");
    expect(await market("approve/pw/payment", { PaymentId: plain.paymentId })).toMatchObject({ ErrorCode: 30 });
    const foreign = await sandbox.post("marketplace/approve/pw/payment", { PaymentId: paymentId }, OTHER);
    expect(foreign.body).toMatchObject({ ErrorCode: 32 });
    const rejected = await sandbox.post("marketplace/reject/product", { ProductIds: ids }, OTHER);
    expect(rejected.body).toMatchObject({ Result: false, ErrorCode: 1 });
  });

  it("are taken back until the seller is paid", async () => {
    const { paymentId, ids } = await paid();
    const [first = 0] = ids;
    const none = { ProductId: first, Reason: "This product marketplace earning calculated not found" };
    const reject = { ProductIds: [first] };
    expect(await market("reject/product", reject)).toMatchObject({ ErrorCode: 1, Body: { Fail: [none] } });
    await market("approve/pw/payment", { PaymentId: paymentId });
    expect(await market("reject/product", reject)).toMatchObject({
      Result: true,
      Body: { Success: [{ ProductId: first }] },
    });
    expect((await states(paymentId)).NotApproved).toEqual([{ ProductId: first }]);
    await market("approve/pw/product", { PaymentId: paymentId, ProductIds: [first] });
    const postpone = { ProductId: first, Day: 30, ApplyAll: false };
    expect((await sandbox.send("PUT", "marketplace/earning/postpone/product", postpone)).body.Result).toBe(true);
    await sandbox.control("POST", "clock", { advance_seconds: 10 * 86_400 });
    expect(await market("reject/payment", { PaymentId: paymentId })).toMatchObject({
      Result: true,
      Body: { Success: [{ ProductId: first }], Fail: [{ ProductId: ids[1] }] },
    });
  });

  it("stand in the way of money back unless it takes them along", async () => {
    const { paymentId, code } = await paid();
    await market("approve/pw/payment", { PaymentId: paymentId });
    const wish = { MerchantUniqueCode: code, Amount: 10 };
    expect((await sandbox.post("private/refund/partial", wish)).body).toMatchObject({ Result: false, ErrorCode: 353 });
    expect((await states(paymentId)).Approved).toHaveLength(2);
    const MarketPlace = { DeleteExistingRecords: true };
    const tooMuch = await sandbox.post("private/refund/partial", { ...wish, Amount: 1_000, MarketPlace });
    expect(tooMuch.body).toMatchObject({ Result: false, ErrorCode: 65 });
    expect((await states(paymentId)).Approved).toHaveLength(2);
    expect((await sandbox.post("private/refund/partial", { ...wish, MarketPlace })).body.Result).toBe(true);
    expect((await states(paymentId)).Approved).toEqual([]);
  });
});
