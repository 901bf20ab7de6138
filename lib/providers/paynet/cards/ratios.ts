import { schemeOf } from "@/lib/kernel/card-number";
import type { Money } from "@/lib/kernel/money";
import type { BinInfo, InstallmentOption, InstallmentTable } from "../../three-d";
import { fromTl, toKurusText } from "../amounts";
import { callPaynet, type PaynetConnection } from "../client";
import { RatioAnswer, type RatioBank, type RatioRow } from "./card-wire";

const RATIOS = { path: "v1/ratio/Get", retryClass: "repeatable", answer: RatioAnswer } as const;
const LONGEST = 36;
const ANY_AMOUNT = 10_000n;
const CARD_TYPES: Record<string, string> = { cc: "credit", bc: "debit", dc: "debit" };

/** 0 and 1 are both a single payment; undefined for what is no number of instalments. */
function countOf(value: unknown): number | undefined {
  const count = typeof value === "string" && /^\d{1,3}$/.test(value) ? Number(value) : value;
  if (typeof count !== "number" || !Number.isInteger(count) || count < 0 || count > LONGEST) return undefined;
  return Math.max(count, 1);
}

/** Amount = net + commission + tax in every row (1.6); a row that says otherwise contradicts itself. */
function addsUp(row: RatioRow, total: bigint): boolean {
  const net = fromTl(row.total_net_amount);
  const commission = fromTl(row.commision);
  const tax = fromTl(row.commision_tax);
  return net === undefined || commission === undefined || tax === undefined || net + commission + tax === total;
}

/** `absent`: blocked or contradictory; undefined: a total nobody can rely on. */
function readRow(row: RatioRow, price: bigint, payerBears: boolean): InstallmentOption | "absent" | undefined {
  const count = countOf(row.instalment);
  if (count === undefined || row.is_blocked === true) return "absent";
  const total = fromTl(row.total_amount as string | number | null);
  if (total === undefined || total < price || (!payerBears && total !== price)) return undefined;
  if (!addsUp(row, total)) return "absent";
  return { count, total, ...(row.instalment_key && { key: row.instalment_key }) };
}

/** One plan a count. Banks that disagree about a sum leave that count out: nobody is promised either. */
function onePlanEach(options: InstallmentOption[]): InstallmentOption[] {
  const counts = [...new Set(options.map(({ count }) => count))].sort((a, b) => a - b);
  return counts.flatMap((count) => {
    const same = options.filter((option) => option.count === count);
    const total = same[0]?.total ?? 0n;
    if (same.some((option) => option.total !== total)) return [];
    const keys = new Set(same.flatMap(({ key }) => key ?? []));
    const [key] = keys;
    return [{ count, total, ...(keys.size === 1 && key && { key }) }];
  });
}

function plansIn(bank: RatioBank): RatioRow[] {
  return Array.isArray(bank.ratio) ? bank.ratio : [bank];
}

/** The plans of `data` in minor units (docs/providers/paynet.md 7); one unreadable total makes the table unknown. */
export function readPlans(banks: RatioBank[], price: bigint, payerBears: boolean): InstallmentTable {
  const rows = banks.flatMap((bank) => (bank.is_blocked === true ? [] : plansIn(bank)));
  const read = rows.map((row) => readRow(row, price, payerBears));
  if (read.some((option) => option === undefined)) return { kind: "unknown", why: "unreadable_total" };
  const options = onePlanEach(read.filter((option) => typeof option === "object"));
  return options.length === 0 ? { kind: "unknown", why: "no_plans" } : { kind: "found", options };
}

/** What each plan comes to for a card of these first digits; without them only sums that every family shares. */
export async function installmentTable(
  connection: PaynetConnection,
  price: Money,
  bin: string | undefined,
  payerBears: boolean,
): Promise<InstallmentTable> {
  const known = bin === undefined ? {} : { bin: bin.slice(0, 6) };
  const answer = await callPaynet(connection, RATIOS, {
    amount: toKurusText(price.amount),
    ...known,
    pos_type: 5,
    addcomission_to_amount: payerBears,
  });
  if (answer.kind !== "ok") return { kind: "unknown", why: answer.kind === "unknown" ? answer.why : "refused" };
  return readPlans(answer.body.data ?? [], price.amount, payerBears);
}

/** Bank and kind of a card, from the same service; unknown unless exactly one family answers. */
export async function binInfo(connection: PaynetConnection, bin: string): Promise<BinInfo> {
  if (!/^\d{6,8}$/.test(bin)) return { kind: "unknown", why: "bad_bin" };
  const answer = await callPaynet(connection, RATIOS, {
    amount: toKurusText(ANY_AMOUNT),
    bin: bin.slice(0, 6),
    pos_type: 5,
    addcomission_to_amount: false,
  });
  if (answer.kind !== "ok") return { kind: "unknown", why: answer.kind === "unknown" ? answer.why : "refused" };
  const [bank, ...others] = answer.body.data ?? [];
  if (bank === undefined || others.length > 0) return { kind: "unknown", why: "no_single_bank" };
  const type = CARD_TYPES[bank.card_type ?? ""] ?? null;
  return {
    kind: "found",
    brand: schemeOf(bin) ?? null,
    bank: bank.bank_name || null,
    type,
    family: bank.bank_id || null,
  };
}
