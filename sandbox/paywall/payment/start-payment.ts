import type { StartFailureBody, StartThreeDBody } from "../../../lib/providers/paywall/wire";
import { announcePayment } from "../callbacks/general";
import { codeOf } from "../cards/stored-cards";
import { decimal } from "../protocol/amounts";
import { PaywallRefusal } from "../protocol/refusal";
import type { PaywallPayment } from "../records";
import { failFirst, sentinelOf } from "../sentinels";
import type { PaywallCall, PaywallServiceAnswer } from "../service";
import { decidePayment } from "./decide-payment";
import { changePayment, openPayment } from "./open-payment";
import { readStart } from "./read-start";

function startedPayment(payment: PaywallPayment) {
  return {
    PaymentId: payment.paymentId,
    ActivityId: payment.activityId,
    UniqueCode: payment.uniqueCode,
    MerchantUniqueKey: payment.merchantUniqueCode,
    ...soldProducts(payment),
  };
}

/** Only a payment that is divided between sellers answers its products. */
function soldProducts({ products = [] }: PaywallPayment) {
  if (products.every(({ memberId }) => memberId === 0)) return {};
  return {
    Products: products.map((product) => ({
      Id: product.id,
      MemberId: product.memberId,
      MemberEarningCalculated: product.earningCalculated,
      MemberEarning: decimal(product.earning),
      ProductId: product.productId,
      ProductName: product.name,
      ProductCategory: product.category,
      ProductDescription: product.description,
      ProductAmount: decimal(product.amount),
    })),
  };
}

const GATEWAY = { PaymentGatewayId: 41, PaymentGatewayName: "main-pos", PaymentGatewayProviderName: "Sandbox" };

/** `POST payment/start3d`: the payer's browser goes to `RedirectUrl` next. */
export function startThreeD(call: PaywallCall): PaywallServiceAnswer {
  const input = readStart(call, true);
  failFirst(call.world.truth, input.amount, `${call.account.name} ${input.merchantUniqueCode}`);
  const method = input.provision ? 3 : 1;
  const payment = openPayment(call.world, input, { account: call.account.name, method, pageId: null });
  const body: StartThreeDBody = {
    Message: null,
    RedirectUrl: agentUrl(call.world.pagesUrl, payment),
    Payment: startedPayment(payment),
  };
  return { body, message: "Success", hang: sentinelOf(input.amount) === "hangs" };
}

export function agentUrl(pagesUrl: string, payment: PaywallPayment): string {
  return `${pagesUrl}/paywall/callback?UniqueNumber=${payment.uniqueCode}`;
}

/** `POST payment/startdirect`: decided inside the call. */
export function startDirect(call: PaywallCall): PaywallServiceAnswer {
  const input = readStart(call, false);
  failFirst(call.world.truth, input.amount, `${call.account.name} ${input.merchantUniqueCode}`);
  const method = input.provision ? 4 : 2;
  const opened = openPayment(call.world, input, { account: call.account.name, method, pageId: null });
  const payment = decidePayment(call.world, changePayment(call.world, opened, { status: 2 }), true);
  announcePayment(call.world, payment);
  if (payment.status === 5) throw new PaywallRefusal(1, "Başarısız", failureBody(payment));
  const saved = call.world.truth.get("pwCard", payment.savedCard ?? "");
  const card = { Saved: saved !== undefined, UniqueCode: saved === undefined ? "" : codeOf(call.world, saved) };
  const none = { ProviderErrorCode: null, ProviderErrorMessage: null, BankErrorCode: null, BankErrorMessage: null };
  const body = { Payment: { ...startedPayment(payment), ...GATEWAY, Card: card }, Error: none };
  return { body, hang: sentinelOf(input.amount) === "hangs" };
}

const base64 = (text: string) => Buffer.from(text, "utf8").toString("base64");

/** The four reasons are Base64 of UTF-8 (docs/providers/paywall.md 1.4). */
function failureBody(payment: PaywallPayment): StartFailureBody {
  const [code, message] = [base64(payment.errorCode), base64(payment.errorMessage)];
  const reasons = {
    ProviderErrorCode: code,
    ProviderErrorMessage: message,
    BankErrorCode: code,
    BankErrorMessage: message,
  };
  return { Payment: startedPayment(payment), Error: reasons };
}
