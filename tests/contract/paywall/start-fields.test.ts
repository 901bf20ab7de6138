import { describe, expect, it } from "vitest";
import { paywallAdapter } from "@/lib/providers/paywall/adapter";
import type { ThreeDProduct, ThreeDRequest, WatchRule } from "@/lib/providers/three-d";
import { usePlayedPaywall } from "./played-paywall";
import { request, started, TYPED, tl } from "./start-request";

const paywall = usePlayedPaywall({ timeoutMs: 1_500 });

async function start(wish: Partial<ThreeDRequest>) {
  paywall.succeed(started);
  const outcome = await paywallAdapter(paywall.connection).startThreeD(request(wish));
  return { outcome, text: paywall.heard.at(-1)?.text ?? "{}", calls: paywall.heard.length };
}

const mug: ThreeDProduct = {
  id: "SKU-1",
  name: "Mug",
  category: "Home",
  description: "Blue mug",
  amount: 9_990n,
  seller: { member: 4_101, share: { commissionBasisPoints: 1_250 } },
  discount: { borneBy: "platform", of: { amount: 1_000n } },
  cargo: { takenFrom: "seller", cost: 2_950n },
};
const plate: ThreeDProduct = {
  id: "SKU-2",
  name: "Plate",
  category: "Home",
  description: "White plate",
  amount: 5_000n,
  seller: { member: 4_102, share: { earning: 4_505n } },
  discount: { borneBy: "seller", of: { basisPoints: 1_000 } },
  cargo: { takenFrom: "platform", cost: 0n },
};
const EVERYTHING: Partial<ThreeDRequest> = {
  card: TYPED,
  keepCard: { owner: "cus_1", label: "Work card", within: ["branch", "desk"] },
  cardPool: "partner-7",
  payer: { ...request().payer, identityNumber: "11111111110", taxNumber: "1234567890" },
  products: [mug, plate],
  routing: { pos: "Iyzico", region: 1, settlementTerm: 3, tag: 12, channel: "ios" },
};
const WATCHES: WatchRule[] = [
  { states: ["started"], action: "change_and_tell", url: "https://us.example/watch", minutes: 2 },
  { states: ["failed", "failed_when_asked"], action: "report", minutes: 20 },
];

/** Every parameter of the documented start, as its tables name it. */
const DOCUMENTED = `
  PaymentDetail.Amount PaymentDetail.MerchantUniqueCode PaymentDetail.TrackingCode PaymentDetail.Half3D
  PaymentDetail.MerchantSuccessBackUrl PaymentDetail.MerchantFailBackUrl PaymentDetail.ClientIP
  PaymentDetail.CurrencyId PaymentDetail.Installment PaymentDetail.ChannelId PaymentDetail.TagId
  PaymentDetail.EndOfTheDay PaymentDetail.RegionId PaymentDetail.ProviderBased PaymentDetail.ProviderKey
  PaymentDetail.MarketPlace.BasketAmount PaymentDetail.PayWatch.Watch PaymentDetail.PayWatch.PaymentStatus.Id
  PaymentDetail.PayWatch.ActionId PaymentDetail.PayWatch.WebhookAddress PaymentDetail.PayWatch.WatchMin
  PaymentDetail.PayWatchMultipleSupport PaymentDetail.PayWatchMultiple.Watch
  PaymentDetail.PayWatchMultiple.Jobs.PaymentStatus.Id PaymentDetail.PayWatchMultiple.Jobs.ActionId
  PaymentDetail.PayWatchMultiple.Jobs.WebhookAddress PaymentDetail.PayWatchMultiple.Jobs.WatchMin
  Card.OwnerName Card.Number Card.ExpireMonth Card.ExpireYear Card.Cvv Card.UniqueCode Card.TempCardToken
  Card.Partner.PartnerBased Card.Partner.PartnerIdentity
  Card.CardSave.Save Card.CardSave.Nickname Card.CardSave.RelationalId1 Card.CardSave.RelationalId2
  Card.CardSave.RelationalId3
  Customer.FullName Customer.Phone Customer.Email Customer.Country Customer.City Customer.Address
  Customer.IdentityNumber Customer.TaxNumber
  Products.ProductId Products.ProductName Products.ProductCategory Products.ProductDescription Products.ProductAmount
  Products.MemberId Products.DiscountOwnerType Products.DiscountType Products.DiscountValue Products.CargoType
  Products.CargoCurrencyId Products.CargoCost Products.MemberCustomCommission Products.MemberCommission
  Products.MemberEarningCalculated Products.MemberEarning`;

function pathsOf(value: unknown, prefix = ""): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => pathsOf(item, prefix));
  if (typeof value !== "object" || value === null) return [prefix];
  return Object.entries(value).flatMap(([name, inner]) => pathsOf(inner, prefix === "" ? name : `${prefix}.${name}`));
}

describe("a start with everything the service knows", () => {
  it("divides the money between sellers, byte for byte", async () => {
    const { text } = await start({ ...EVERYTHING, watches: WATCHES });
    expect(text).toBe(
      '{"PaymentDetail":{"Amount":149.9,"MerchantUniqueCode":"ORD-1","TrackingCode":"ORD-1","Half3D":false,' +
        '"MerchantSuccessBackUrl":"https://us.example/ok","MerchantFailBackUrl":"https://us.example/no",' +
        '"ClientIP":"203.0.113.7","CurrencyId":1,"Installment":1,"ChannelId":3,"TagId":12,"EndOfTheDay":3,' +
        '"RegionId":1,"ProviderBased":true,"ProviderKey":"Iyzico","MarketPlace":{"BasketAmount":149.9},' +
        '"PayWatchMultipleSupport":true,"PayWatchMultiple":{"Watch":true,"Jobs":[{"PaymentStatus":[{"Id":2}],' +
        '"ActionId":4,"WebhookAddress":"https://us.example/watch","WatchMin":2},{"PaymentStatus":[{"Id":5},{"Id":7}],' +
        '"ActionId":1,"WatchMin":20}]}},"Card":{"OwnerName":"Deniz Ornek","Number":"5293601234567896",' +
        '"ExpireMonth":"03","ExpireYear":"2029","Cvv":"007","Partner":{"PartnerBased":true,' +
        '"PartnerIdentity":"partner-7"},"CardSave":{"Save":true,"Nickname":"Work card","RelationalId1":"cus_1",' +
        '"RelationalId2":"branch","RelationalId3":"desk"}},"Customer":{"FullName":"Deniz Ornek","Phone":"5550000001",' +
        '"Email":"d@e.f","Country":"Turkey","City":"Izmir","Address":"Ornek sk. 1","IdentityNumber":"11111111110",' +
        '"TaxNumber":"1234567890"},"Products":[{"ProductId":"SKU-1","ProductName":"Mug","ProductCategory":"Home",' +
        '"ProductDescription":"Blue mug","ProductAmount":99.9,"MemberId":4101,"MemberCustomCommission":true,' +
        '"MemberCommission":12.5,"DiscountOwnerType":1,"DiscountType":1,"DiscountValue":10,"CargoType":2,' +
        '"CargoCurrencyId":1,"CargoCost":29.5},{"ProductId":"SKU-2","ProductName":"Plate","ProductCategory":"Home",' +
        '"ProductDescription":"White plate","ProductAmount":50,"MemberId":4102,"MemberEarningCalculated":true,' +
        '"MemberEarning":45.05,"DiscountOwnerType":2,"DiscountType":2,"DiscountValue":10,"CargoType":1,' +
        '"CargoCurrencyId":1,"CargoCost":0}]}',
    );
  });

  it("leaves no documented parameter out, and sends none that is not documented", async () => {
    const watch = { url: "https://us.example/watch", minutes: 10 };
    const bodies = [
      await start({ ...EVERYTHING, watches: WATCHES }),
      await start({ ...EVERYTHING, watch }),
      await start({ card: { kind: "token", token: "2c9b7f60" } }),
    ].map(({ text }) => JSON.parse(text));
    const listed = [{ CardNumber: "529360******7896", Month: 12, Year: 2029, UniqueCode: "today" }];
    paywall.succeed(...bodies.map(() => listed), listed, started);
    const card = { kind: "stored" as const, owner: "cus_1", card: "529360******7896/12/2029" };
    await paywallAdapter(paywall.connection).startThreeD(request({ card }));
    bodies.push(JSON.parse(paywall.heard.at(-1)?.text ?? "{}"));
    expect([...new Set(pathsOf(bodies))].sort()).toEqual(DOCUMENTED.trim().split(/\s+/).sort());
  });

  it("hands the recorder nothing of the payer", async () => {
    await start(EVERYTHING);
    expect(JSON.stringify(paywall.recorded)).not.toMatch(/11111111110|1234567890|cus_1|branch|desk/);
  });
});

describe("a start that cannot be right is refused before any call", () => {
  const { seller: _seller, ...nobodys } = plate;
  const bill = (change: Partial<ThreeDProduct>) => [mug, { ...plate, ...change }];
  const divided = (share: NonNullable<ThreeDProduct["seller"]>["share"]) => bill({ seller: { member: 4_102, share } });

  it.each<[string, Partial<ThreeDRequest>, string]>([
    ["a kuruş too much", { products: bill({ amount: 5_001n }) }, "products_sum"],
    ["a kuruş too little", { products: bill({ amount: 4_999n }) }, "products_sum"],
    ["no product", { products: [] }, "products_amount"],
    ["a product of nothing", { products: [mug, plate, { ...plate, amount: 0n }] }, "products_amount"],
    ["the price without what instalments add", { products: [mug, plate], total: tl(15_591n) }, "products_sum"],
    ["a product nobody sells beside a seller's", { products: [mug, nobodys] }, "products_seller"],
    ["no member", { products: bill({ seller: { member: 0, share: "agreed" } }) }, "products_share"],
    ["an earning above its product", { products: divided({ earning: 5_001n }) }, "products_share"],
    ["an earning below zero", { products: divided({ earning: -1n }) }, "products_share"],
    ["a commission above all of it", { products: divided({ commissionBasisPoints: 10_001 }) }, "products_share"],
    [
      "a discount above its product",
      { products: bill({ discount: { borneBy: "seller", of: { amount: 5_001n } } }) },
      "products_discount",
    ],
    [
      "a discount above all of it",
      { products: bill({ discount: { borneBy: "seller", of: { basisPoints: 10_001 } } }) },
      "products_discount",
    ],
    [
      "a cargo cost above its product",
      { products: bill({ cargo: { takenFrom: "none", cost: 5_001n } }) },
      "products_cargo",
    ],
    ["a watch after one minute", { watches: [{ states: ["started"], action: "report", minutes: 1 }] }, "watch_rules"],
    ["a watch after 21", { watches: [{ states: ["started"], action: "report", minutes: 21 }] }, "watch_rules"],
    ["a watch of no state", { watches: [{ states: [], action: "report", minutes: 5 }] }, "watch_rules"],
    [
      "a watch that tells nobody",
      { watches: [{ states: ["failed"], action: "change_and_tell", minutes: 5 }] },
      "watch_rules",
    ],
    ["no watch at all", { watches: [] }, "watch_rules"],
    ["six of them", { watches: Array.from({ length: 6 }, () => WATCHES[1] as WatchRule) }, "watch_rules"],
  ])("%s", async (_what, wish, code) => {
    const { outcome, calls } = await start(wish);
    expect(outcome).toEqual({ kind: "rejected", code, message: "" });
    expect(calls).toBe(0);
  });

  it("what a seller agreed with the provider is left to the provider", async () => {
    const { text } = await start({ products: divided("agreed") });
    expect(JSON.parse(text).Products[1]).toMatchObject({ MemberId: 4_102, ProductAmount: 50 });
    expect(JSON.parse(text).Products[1]).not.toHaveProperty("MemberCommission");
    expect(text.match(/MemberEarning/g)).toBeNull();
  });

  it("products without sellers are no marketplace", async () => {
    const { seller: _mugs, ...own } = mug;
    const { text } = await start({ products: [own, nobodys] });
    expect(text).not.toMatch(/MarketPlace|MemberId/);
  });
});
