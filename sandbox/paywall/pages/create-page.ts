import { randomUUID } from "node:crypto";
import type { PageBody, PageInquiryBody } from "../../../lib/providers/paywall/wire";
import { decimal } from "../protocol/amounts";
import { localMoment } from "../protocol/dates";
import { refuse } from "../protocol/refusal";
import type { PaywallPage } from "../records";
import { failFirst, sentinelOf } from "../sentinels";
import type { PaywallCall, PaywallServiceAnswer } from "../service";

const MINUTE_MS = 60_000;
const DEFAULT_MINUTES = 10;
const PAGE =
  "UniqueCode Amount CurrencyId LanguageId CallbackSupport CallbackAddress InstallmentSupport InstallmentDynamic SuccessBackUrl FailBackUrl Force3D ShowProduct ExpireDateTime CardWallSupport CardWallRelationalId1 CardWallRelationalId2 CardWallRelationalId3 PayWatchSupport PayWatchMin PayWatchCallbackAddress ReceiverInfoSupport ReceiverAddressSupport RegionId ProviderBased ProviderKey Customer Products";
const LINK =
  "SalesType PhotoBase64 ItemName ItemDescription ItemAmount CurrencyId LanguageId StockTrack StockCount CallbackSupport CallbackAddress InstallmentSupport InstallmentDynamic NotificationSupport NotificationEmail NotificationPhone MerchantOrderId MerchantTrackId";

function positive(call: PaywallCall, name: string): bigint {
  const amount = call.body.money(name) ?? 0n;
  if (amount <= 0n) throw refuse("amount", `${name} sıfırdan büyük olmalıdır`);
  return amount;
}

function currency(call: PaywallCall): number {
  const id = call.body.integer("CurrencyId", "currency");
  if (id === null || id < 1 || id > 33) throw refuse("currency", "CurrencyId geçersiz");
  return id;
}

function callback(call: PaywallCall): string {
  return call.body.flag("CallbackSupport") ? call.body.address("CallbackAddress", "malformed") : "";
}

/** `POST checkout/generate` (docs/providers/paywall.md 7.1). */
export function createCheckoutPage(call: PaywallCall): PaywallServiceAnswer {
  const { world, account, body } = call;
  body.expectOnly(PAGE);
  const amount = positive(call, "Amount");
  const uniqueCode = body.requiredText("UniqueCode", "merchant_code", 250);
  for (const name of ["Force3D", "ShowProduct", "InstallmentSupport"]) body.flag(name);
  const taken = world.truth.all("pwPage").some((row) => row.account === account.name && row.uniqueCode === uniqueCode);
  if (taken) throw refuse("page_exists", "UniqueCode daha önce kullanılmış");
  failFirst(world.truth, amount, `${account.name} ${uniqueCode}`);
  const page = putPage(call, {
    kind: "checkout",
    uniqueCode,
    trackId: "",
    title: account.companyName,
    amount,
    currencyId: currency(call),
    callbackUrl: callback(call),
    successUrl: body.address("SuccessBackUrl", "success_url"),
    failUrl: body.address("FailBackUrl", "fail_url"),
    installments: body.flag("InstallmentSupport"),
    expiresAt: readExpiry(call),
    watch: readWatch(call),
  });
  const answer: PageBody = {
    Id: Number(page.id),
    Guid: page.guid,
    UniqueCode: uniqueCode,
    Amount: decimal(amount),
    Link: `${world.pagesUrl}/checkout/?CheckoutId=${page.guid}`,
  };
  return { body: answer, hang: sentinelOf(amount) === "hangs" };
}

/** The page's own rule watches state 2 only (7.1). */
function readWatch({ body }: PaywallCall): PaywallPage["watch"] {
  const minutes = body.integer("PayWatchMin", "watch_minutes") ?? 0;
  if (!body.flag("PayWatchSupport")) return null;
  if (minutes < 5 || minutes > 20) throw refuse("watch_minutes", "PayWatchMin geçersiz");
  const isGiven = body.has("PayWatchCallbackAddress");
  return { minutes, address: isGiven ? body.address("PayWatchCallbackAddress", "watch_address") : "" };
}

function readExpiry(call: PaywallCall): number {
  const text = call.body.text("ExpireDateTime");
  if (text === "") return call.world.clock.now() + DEFAULT_MINUTES * MINUTE_MS;
  const at = Date.parse(/(Z|[+-]\d\d:\d\d)$/.test(text) ? text : `${text}+03:00`);
  if (Number.isNaN(at) || at <= call.world.clock.now()) throw refuse("malformed", "ExpireDateTime geçersiz");
  return at;
}

/** `POST linkqr/generate` (7.2). */
export function createLinkQr(call: PaywallCall): PaywallServiceAnswer {
  const { world, account, body } = call;
  body.expectOnly(LINK);
  const type = body.oneOf("SalesType", [1, 2], "malformed");
  if (type === null) throw refuse("malformed", "SalesType zorunludur");
  if (type === 1) body.requiredText("PhotoBase64", "malformed", 5_600_000);
  const amount = positive(call, "ItemAmount");
  const orderId = body.text("MerchantOrderId", 250);
  failFirst(world.truth, amount, `${account.name} link ${orderId}`);
  body.requiredText("ItemDescription");
  const page = putPage(call, {
    kind: "link",
    uniqueCode: orderId,
    trackId: body.text("MerchantTrackId", 250),
    title: body.requiredText("ItemName"),
    amount,
    currencyId: currency(call),
    callbackUrl: callback(call),
    successUrl: "",
    failUrl: "",
    installments: body.flag("InstallmentSupport"),
    expiresAt: null,
  });
  const link = `${world.pagesUrl}/checkout/?SaleId=${page.guid}`;
  const answer = { Id: Number(page.id), Link: link, MerchantOrderId: orderId, MerchantTrackId: page.trackId };
  return { body: { ...answer, Amount: decimal(amount) }, hang: sentinelOf(amount) === "hangs" };
}

type PageFacts = Omit<PaywallPage, "id" | "guid" | "account" | "createdAt" | "anyPayment" | "paidBy">;

function putPage({ world, account }: PaywallCall, facts: PageFacts): PaywallPage {
  const number = facts.kind === "link" ? world.truth.next("pw_link", 66_000) : world.truth.next("pw_page", 77_000);
  const made = { id: String(number), guid: randomUUID(), account: account.name, createdAt: world.clock.now() };
  const page: PaywallPage = { ...facts, ...made, anyPayment: false, paidBy: null };
  world.truth.put("pwPage", page);
  return page;
}

/** `GET checkout/inquiry`: by the page's number only. */
export function inquirePage({ world, account, headers }: PaywallCall): PaywallServiceAnswer {
  const page = world.truth.get("pwPage", String(headers.id ?? ""));
  if (page === undefined || page.account !== account.name || page.kind !== "checkout") {
    throw refuse("not_found", "Sayfa bulunamadı");
  }
  const answer: PageInquiryBody = {
    Id: Number(page.id),
    Guid: page.guid,
    UniqueCode: page.uniqueCode,
    CurrencyId: page.currencyId,
    CurrencyName: page.currencyId === 1 ? "TRY" : "",
    Amount: decimal(page.amount) as number,
    InstallmentSupport: page.installments,
    SuccessBackUrl: page.successUrl,
    FailBackUrl: page.failUrl,
    ExpiryTime: localMoment(page.expiresAt ?? page.createdAt),
    AnyPayment: page.anyPayment,
    SuccessPayment: page.paidBy !== null,
  };
  return { body: answer };
}
