import "server-only";
import type { BinInfo, InstallmentOption, InstallmentTable } from "../../three-d";
import { fromMajor, toMajorText } from "../amounts";
import { callPaywall, type PaywallConnection } from "../client";
import { whyOf } from "../queries";
import { BinBody, InstallmentBody } from "../wire";

const ask = { service: "payment", method: "GET", retryClass: "repeatable" } as const;
const INSTALLMENTS = { ...ask, path: "api/paywall/installment", answer: InstallmentBody } as const;
const BIN = { ...ask, path: "api/paywall/bin/inquiry", answer: BinBody } as const;
const TRY = 1;

type Asked = { amount: bigint; bin: string | undefined; payerBears: boolean };
type Row = NonNullable<InstallmentBody["Options"]>[number];

/** ASSUMPTION PAYWALL-P3: `InterestAmount` is the total. Undefined for a row that cannot be read or is of another amount. */
function totalOf(row: Row, { amount, payerBears }: Asked): bigint | undefined {
  const total = fromMajor(row.InterestAmount);
  if (total === undefined || total < amount || fromMajor(row.RawAmount) !== amount) return undefined;
  return payerBears ? total : amount;
}

/**
 * What a card may pay in. Where the merchant bears the difference every total is the price. One unreadable row, or two
 * totals for one count, make the whole table unknown.
 */
export async function installmentTable(connection: PaywallConnection, asked: Asked): Promise<InstallmentTable> {
  const amount = toMajorText(asked.amount);
  const values = { currencyid: TRY, amount, binnumber: asked.bin, distinctduplicates: true };
  const answer = await callPaywall(connection, INSTALLMENTS, values);
  if (answer.kind !== "ok") return { kind: "unknown", why: whyOf(answer) };
  const options = new Map<number, InstallmentOption>();
  for (const row of answer.body.Options ?? []) {
    const count = Math.max(1, row.Installment);
    const total = totalOf(row, asked);
    if (total === undefined) return { kind: "unknown", why: "unreadable_row" };
    const known = options.get(count);
    if (known && known.total !== total) return { kind: "unknown", why: "two_totals" };
    options.set(count, { count, total });
  }
  return { kind: "found", options: [...options.values()].sort((a, b) => a.count - b.count) };
}

export async function binInfo(connection: PaywallConnection, bin: string): Promise<BinInfo> {
  const answer = await callPaywall(connection, BIN, { binnumber: bin });
  if (answer.kind !== "ok") return { kind: "unknown", why: whyOf(answer) };
  const { CardBrand, CardBank, CardType, CardFamily } = answer.body;
  const type = CardType?.toLowerCase() || null;
  return { kind: "found", brand: CardBrand || null, bank: CardBank || null, type, family: CardFamily || null };
}
