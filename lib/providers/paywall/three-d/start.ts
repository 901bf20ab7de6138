import type { CardEntry, Payer, ThreeDRequest } from "../../three-d";
import { toMajorNumber } from "../amounts";
import { TRY } from "../mapping";
import type { StartCard, StartProduct, StartRequest } from "../wire";

const WEB = 1;
/** Required by the wire where we may know nothing. */
const NONE = "-";
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
  return { CardSave: { Save: true, Nickname: keepCard.label, RelationalId1: keepCard.owner } };
}

function toCustomer({ name, phone, email, country, city, address }: Payer) {
  return {
    FullName: name || NONE,
    Phone: phone || NONE,
    Email: email || NONE,
    Country: country || NONE,
    City: city || NONE,
    Address: address || NONE,
  };
}

function product(id: string, name: string, amount: bigint): StartProduct {
  const ProductAmount = toMajorNumber(amount);
  return { ProductId: id, ProductName: name, ProductCategory: NONE, ProductDescription: name, ProductAmount };
}

/**
 * Products whose amounts add up to the total exactly (code 26 otherwise). Lines that are the price, and beside them
 * what instalments add; lines that say anything else are no bill, and the payment is one product.
 */
export function toProducts({ items, itemName, price, total }: ThreeDRequest): StartProduct[] {
  const lines = items.map(({ name, quantity, unitAmount }) => ({
    name: `${quantity > 1 ? `${quantity} x ` : ""}${name || itemName}`,
    amount: BigInt(quantity) * unitAmount,
  }));
  const sum = lines.reduce((all, { amount }) => all + amount, 0n);
  const isBill = lines.every(({ amount }) => amount >= 0n) && sum === price.amount && sum <= total.amount;
  if (!isBill) return [product("1", itemName || NONE, total.amount)];
  const difference = total.amount - sum;
  const all = difference > 0n ? [...lines, { name: "Taksit farkı", amount: difference }] : lines;
  return all
    .map((line, index) => ({ ...line, id: String(index + 1) }))
    .filter(({ amount }) => amount > 0n)
    .map(({ id, name, amount }) => product(id, name, amount));
}

function toWatch({ watch }: ThreeDRequest) {
  if (watch === undefined) return {};
  const WatchMin = Math.min(20, Math.max(5, Math.round(watch.minutes)));
  const rule = { Watch: true, PaymentStatus: [{ Id: 2 }], ActionId: 4, WebhookAddress: watch.url, WatchMin };
  return { PayWatch: rule, PayWatchMultipleSupport: false };
}

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
      ChannelId: WEB,
      ...toWatch(request),
    },
    Card: { ...toCard(request.card, storedCard), ...toCardSave(request) },
    Customer: toCustomer(request.payer),
    Products: toProducts(request),
  };
}
