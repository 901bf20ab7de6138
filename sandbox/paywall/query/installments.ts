import type { BinBody, InstallmentBody } from "../../../lib/providers/paywall/wire";
import { describeBin } from "../cards/test-cards";
import { decimal, readDecimal } from "../protocol/amounts";
import { refuse } from "../protocol/refusal";
import type { PaywallCall, PaywallServiceAnswer } from "../service";

/** Interest in basis points by count; invented, the wire's form is what counts. */
const OFFERS: readonly (readonly [count: number, interestBps: bigint])[] = [
  [1, 0n],
  [2, 250n],
  [3, 400n],
  [6, 780n],
  [9, 1_150n],
  [12, 1_500n],
];

export function version(): PaywallServiceAnswer {
  return { body: "sandbox 1.0" };
}

/** `GET installment`: arguments in headers; `InterestAmount` is the total to pay (PAYWALL-P3). */
export function listInstallments({ headers }: PaywallCall): PaywallServiceAnswer {
  if (!/^\d+$/.test(String(headers.currencyid ?? ""))) throw refuse("currency", "currencyid geçersiz");
  const amountText = String(headers.amount ?? "");
  const amount = /^\d+(\.\d{1,2})?$/.test(amountText) ? readDecimal(Number(amountText)) : null;
  if (amount === null || amount <= 0n) throw refuse("amount", "amount geçersiz");
  if (!/^(true|false)$/i.test(String(headers.distinctduplicates ?? ""))) {
    throw refuse("malformed", "distinctduplicates zorunludur");
  }
  const { type } = describeBin(String(headers.binnumber ?? ""));
  // ASSUMPTION PAYWALL-P3: the field named like the interest is the total.
  const options = OFFERS.filter(([count]) => type === "Credit" || count === 1).map(([count, bps]) => ({
    PaymentGatewayId: 41,
    PaymentGatewayName: "main-pos",
    Installment: count,
    Commission: decimal(150n) as number,
    Interest: decimal(bps) as number,
    RawAmount: decimal(amount) as number,
    InterestAmount: decimal(amount + (amount * bps + 5_000n) / 10_000n) as number,
  }));
  const body: InstallmentBody = { CardBank: "SANDBOX BANK", CardType: type, Options: options };
  return { body };
}

/** `GET bin/inquiry`: six or eight digits. */
export function inquireBin({ headers }: PaywallCall): PaywallServiceAnswer {
  const bin = String(headers.binnumber ?? "");
  if (!/^(\d{6}|\d{8})$/.test(bin)) throw refuse("malformed", "binnumber geçersiz");
  const { brand, type } = describeBin(bin);
  const body: BinBody = {
    BinNumber: bin,
    CardBankId: 15,
    CardBank: "SANDBOX BANK",
    CardBrand: brand,
    CardFamily: null,
    CardType: type,
    IsMatchedByEightDigitBin: bin.length === 8,
    IsMatchedBySixDigitBin: bin.length === 6,
  };
  return { body };
}
