import type { CardEntry, Payer, RoutingWish, ThreeDRequest } from "../../three-d";
import { toMajorNumber } from "../amounts";
import { TRY } from "../mapping";
import type { StartCard, StartRequest } from "../wire";
import { isDivided, NONE, toProducts, whyNoBill } from "./products";
import { toWatch, whyNoWatch } from "./watch";

const CHANNELS = { web: 1, android: 2, ios: 3, other: 4 } as const;
const IPV4 = /^(?:::ffff:)?(\d{1,3}(?:\.\d{1,3}){3})$/i;

/** ASSUMPTION PAYWALL-P6: fifteen characters hold no IPv6 address; such a payer's is told as unknown, never as another's. */
const clientIp = (ip: string): string => IPV4.exec(ip)?.[1] ?? "0.0.0.0";

/** `uniqueCode` is what a stored card is called right now (docs/providers/paywall.md 6). */
function toCard(card: CardEntry, uniqueCode: string | undefined): StartCard {
  if (card.kind === "token") return { TempCardToken: card.token };
  if (card.kind === "stored") return { UniqueCode: uniqueCode ?? card.card };
  return {
    OwnerName: card.holder,
    Number: card.number,
    ExpireMonth: String(card.month).padStart(2, "0"),
    ExpireYear: String(card.year),
    Cvv: card.code,
  };
}

/** ASSUMPTION PAYWALL-P7: a card is kept by the start that pays with it; a card that is stored already is not kept again. */
function toCardSave({ keepCard, card }: ThreeDRequest) {
  if (keepCard === undefined || card.kind === "stored") return {};
  const [second, third] = keepCard.within ?? [];
  return {
    CardSave: {
      Save: true,
      Nickname: keepCard.label,
      RelationalId1: keepCard.owner,
      ...(second === undefined ? {} : { RelationalId2: second }),
      ...(third === undefined ? {} : { RelationalId3: third }),
    },
  };
}

/** A pool that other companies share is named at every use of its cards. */
function toPartner({ cardPool }: ThreeDRequest) {
  return cardPool === undefined ? {} : { Partner: { PartnerBased: true, PartnerIdentity: cardPool } };
}

function toCustomer({ name, phone, email, country, city, address, identityNumber, taxNumber }: Payer) {
  return {
    FullName: name || NONE,
    Phone: phone || NONE,
    Email: email || NONE,
    Country: country || NONE,
    City: city || NONE,
    Address: address || NONE,
    ...(identityNumber === undefined ? {} : { IdentityNumber: identityNumber }),
    ...(taxNumber === undefined ? {} : { TaxNumber: taxNumber }),
  };
}

function toRouting({ pos, region, settlementTerm, tag, channel }: RoutingWish = {}) {
  return {
    ChannelId: CHANNELS[channel ?? "web"],
    ...(tag === undefined ? {} : { TagId: tag }),
    ...(settlementTerm === undefined ? {} : { EndOfTheDay: settlementTerm }),
    ...(region === undefined ? {} : { RegionId: region }),
    ...(pos === undefined ? {} : { ProviderBased: true, ProviderKey: pos }),
  };
}

/** Why the provider would refuse or misread this start; undefined for one that may be sent. */
export const whyNoStart = (request: ThreeDRequest): string | undefined => whyNoBill(request) ?? whyNoWatch(request);

/**
 * Our 3-D payment as `payment/start3d` takes it (docs/providers/paywall.md 3.1). `Amount` is what the card is charged:
 * ASSUMPTION PAYWALL-P5, nothing is added to it for instalments.
 */
export function toStart(request: ThreeDRequest, storedCard?: string): StartRequest {
  const amount = toMajorNumber(request.total.amount);
  return {
    PaymentDetail: {
      Amount: amount,
      MerchantUniqueCode: request.reference,
      TrackingCode: request.reference,
      Half3D: request.hold,
      MerchantSuccessBackUrl: request.successUrl,
      MerchantFailBackUrl: request.failureUrl,
      ClientIP: clientIp(request.payer.ip),
      CurrencyId: TRY,
      Installment: Math.max(1, request.installments),
      ...toRouting(request.routing),
      ...(isDivided(request) && { MarketPlace: { BasketAmount: amount } }),
      ...toWatch(request),
    },
    Card: { ...toCard(request.card, storedCard), ...toPartner(request), ...toCardSave(request) },
    Customer: toCustomer(request.payer),
    Products: toProducts(request),
  };
}
