import { readOwner, storedCard } from "../cards/stored-cards";
import { tokenId } from "../cards/temp-tokens";
import { rememberPaywallCard } from "../cards/test-cards";
import type { Fields } from "../protocol/fields";
import { type RefusalName, refuse } from "../protocol/refusal";
import type { PaywallCardMemory, PaywallPayment } from "../records";
import type { PaywallCall } from "../service";
import { readProducts, type SoldProduct } from "./read-products";
import { readRouting } from "./read-routing";

/** What a start says once it is found sound. */
export interface StartInput {
  amount: bigint;
  merchantUniqueCode: string;
  trackingCode: string;
  provision: boolean;
  successUrl: string;
  failUrl: string;
  clientIp: string;
  currencyId: number;
  installment: number;
  channelId: number;
  card: PaywallCardMemory;
  cardSource?: "typed" | "temp" | "stored";
  cardSave?: PaywallPayment["cardSave"];
  productIds: string[];
  products?: SoldProduct[];
  watches: { statuses: number[]; actionId: number; address: string; minutes: number }[];
}

const DETAIL =
  "Amount MerchantUniqueCode TrackingCode Half3D Half2D MerchantSuccessBackUrl MerchantFailBackUrl ClientIP CurrencyId Installment Installement ChannelId TagId EndOfTheDay RegionId ProviderBased ProviderKey PosBased PosId PayRouteByPass PayRouteType RouteGroupKey MarketPlace PayWatch PayWatchMultipleSupport PayWatchMultiple";

const IPV4 = /^(25[0-5]|2[0-4]\d|1?\d?\d)(\.(25[0-5]|2[0-4]\d|1?\d?\d)){3}$/;

/** Reads `start3d` and `startdirect` (docs/providers/paywall.md 3.1); every refusal names its own code. */
export function readStart(call: PaywallCall, threeD: boolean): StartInput {
  const { body } = call;
  body.expectOnly("PaymentDetail Card Customer Products");
  const detail = body.part("PaymentDetail")?.expectOnly(DETAIL);
  const card = body.part("Card");
  if (!detail) throw refuse("detail_missing", "PaymentDetail zorunludur");
  if (!card) throw refuse("card_missing", "Card zorunludur");
  const amount = detail.money("Amount") ?? 0n;
  if (amount <= 0n) throw refuse("amount", "Amount sıfırdan büyük olmalıdır");
  const merchantUniqueCode = detail.requiredText("MerchantUniqueCode", "merchant_code", 250);
  if (call.world.truth.get("pwPayment", `${call.account.name} ${merchantUniqueCode}`) !== undefined) {
    throw refuse("duplicate", "MerchantUniqueCode daha önce kullanılmış");
  }
  const addresses = threeD
    ? {
        successUrl: detail.address("MerchantSuccessBackUrl", "success_url"),
        failUrl: detail.address("MerchantFailBackUrl", "fail_url"),
      }
    : { successUrl: "", failUrl: "" };
  const currencyId = detail.integer("CurrencyId", "currency");
  if (currencyId === null || currencyId < 1 || currencyId > 33) throw refuse("currency", "CurrencyId geçersiz");
  const installment = detail.integer("Installment", "installment") ?? detail.integer("Installement", "installment");
  if (installment === null || installment < 1 || installment > 36) throw refuse("installment", "Installment geçersiz");
  const clientIp = detail.requiredText("ClientIP", "client_ip", 15);
  if (!IPV4.test(clientIp)) throw refuse("client_ip", "ClientIP geçersiz");
  const products = readProducts(call, amount);
  readCustomer(body);
  const watches = readRouting(detail);
  return {
    amount,
    merchantUniqueCode,
    trackingCode: detail.text("TrackingCode"),
    provision: detail.flag(threeD ? "Half3D" : "Half2D"),
    ...addresses,
    clientIp,
    currencyId,
    installment,
    channelId: detail.integer("ChannelId") ?? 0,
    ...readCard(call, card),
    cardSave: readCardSave(card.part("CardSave")),
    productIds: products.map(({ productId }) => productId),
    products,
    watches,
  };
}

function readCustomer(body: Fields): void {
  const customer = body.part("Customer");
  if (!customer) throw refuse("malformed", "Customer zorunludur");
  customer.expectOnly("FullName Phone Email Country City Address IdentityNumber TaxNumber");
  for (const name of ["FullName", "Phone", "Email", "Country", "City", "Address"]) customer.requiredText(name);
  customer.text("IdentityNumber");
  customer.text("TaxNumber");
}

const CARD = "OwnerName Number ExpireMonth ExpireYear Cvv ForceCvv UniqueCode TempCardToken Partner CardSave";

/** Exactly one of a full card, a stored card and a TempCard. */
function readCard(call: PaywallCall, card: Fields): Pick<StartInput, "card" | "cardSource"> {
  card.expectOnly(CARD);
  readPartner(card.part("Partner"));
  const ways = ["Number", "UniqueCode", "TempCardToken"].filter((name) => card.has(name));
  if (ways.length !== 1) throw refuse("card_missing", "Kart, kayıtlı kart ya da TempCard: tam olarak biri gerekir");
  if (ways[0] === "TempCardToken") return { card: tempCard(call, card.text("TempCardToken")), cardSource: "temp" };
  if (ways[0] === "UniqueCode") return { card: storedCard(call, card.text("UniqueCode")), cardSource: "stored" };
  const typed = rememberPaywallCard(
    {
      owner: card.text("OwnerName", 150, "card_owner"),
      number: card.text("Number", 20, "card_number"),
      month: card.text("ExpireMonth", 2, "card_month"),
      year: card.text("ExpireYear", 4, "card_year"),
      cvv: card.text("Cvv", 4, "card_number"),
    },
    call.world.clock.now(),
  );
  return { card: typed, cardSource: "typed" };
}

function readPartner(partner: Fields | null): void {
  if (partner?.expectOnly("PartnerBased PartnerIdentity").flag("PartnerBased")) partner.requiredText("PartnerIdentity");
}

function readCardSave(save: Fields | null): PaywallPayment["cardSave"] {
  if (save?.expectOnly("Save Nickname RelationalId1 RelationalId2 RelationalId3").flag("Save") !== true) return null;
  return { nickname: save.requiredText("Nickname"), owner: readOwner(save) };
}

function tempCard(call: PaywallCall, token: string): PaywallCardMemory {
  const found = call.world.truth.get("pwToken", tokenId(token));
  const bad = (name: RefusalName) => refuse(name, "TempCard geçersiz ya da süresi dolmuş");
  if (found === undefined || found.account !== call.account.name) throw bad("temp_card_unknown");
  if (found.card === null || found.expiresAt <= call.world.clock.now()) throw bad("token_invalid");
  return found.card;
}
