import type { World } from "../../world";
import { paywallAccountNamed } from "../accounts";
import { codeOf } from "../cards/stored-cards";
import { decimalText } from "../protocol/amounts";
import { localMoment } from "../protocol/dates";
import { hashOf } from "../protocol/hash";
import type { PaywallPayment } from "../records";

export type Field = readonly [name: string, value: string];

const base64 = (text: string) => Buffer.from(text, "utf8").toString("base64");

/** What the payer's browser posts (docs/providers/paywall.md 3.2); `errorMessage` comes twice, as documented. */
export function returnFields(world: World, payment: PaywallPayment): Field[] {
  const saved = world.truth.get("pwCard", payment.savedCard ?? "");
  const failed = payment.status === 5;
  const key = paywallAccountNamed(payment.account).hashKeys.threeD;
  const { paymentId, merchantUniqueCode, installment } = payment;
  const amount = decimalText(payment.amount);
  const hash: Field[] =
    key === undefined
      ? []
      : [
          ["hash", hashOf(key, paymentId, merchantUniqueCode, amount, installment)],
          ["hashFormat", "Payment"],
          ["hashKeyType", "1"],
        ];
  return [
    ["date", localMoment(payment.lastAt).slice(0, 19)],
    ["status", failed ? "Unsuccessful" : "Success"],
    ["errorCode", failed ? "1" : "0"],
    ["errorMessage", failed ? base64("Başarısız") : ""],
    ["paymentCode", payment.uniqueCode],
    ["uniqueCode", merchantUniqueCode],
    ["amount", amount],
    ["installment", String(installment)],
    ["paymentId", String(paymentId)],
    ["providerErrorCode", payment.errorCode],
    ["providerErrorMessage", payment.errorMessage],
    ["errorMessage", base64(payment.errorMessage)],
    ["providerBankErrorCode", payment.errorCode],
    ["providerBankErrorMessage", payment.errorMessage],
    ["cardSaved", saved === undefined ? "False" : "True"],
    ["cardSavedUniqueCode", saved === undefined ? "" : codeOf(world, saved)],
    ["trackingCode", payment.trackingCode],
    ["paymentGatewayId", "41"],
    ["paymentGatewayName", "main-pos"],
    ["paymentGatewayProviderName", "Sandbox"],
    ...hash,
  ];
}

export function returnAddress(payment: PaywallPayment): string {
  return payment.status === 5 ? payment.failUrl : payment.successUrl;
}
