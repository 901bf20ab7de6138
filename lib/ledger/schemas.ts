import { z } from "zod";

const instant = z.iso.datetime({ offset: true });
const day = z.iso.date();
/** Minor units; sums may exceed one payment's limit. */
const sum = z.int();

/** Money of one provider account expected on one Istanbul day; refunds confirmed for that day are taken off. */
export const Arrival = z.strictObject({
  day,
  provider_account_id: z.string(),
  provider: z.string(),
  label: z.string(),
  currency: z.string(),
  net: sum,
  payments: z.int(),
});
export type Arrival = z.output<typeof Arrival>;

export const SettlementTermsDto = z.strictObject({
  provider_account_id: z.string(),
  provider: z.string(),
  label: z.string(),
  days_after_capture: z.int(),
  day_rule: z.enum(["business", "calendar"]),
  /** Istanbul time `HH:MM`; `24:00` is none. */
  cut_off: z.string(),
  valid_from: day,
  source: z.enum(["assumed", "contract"]),
});
export type SettlementTermsDto = z.output<typeof SettlementTermsDto>;

/** What a contract says about an account's payouts. `cut_off` is Istanbul time, `24:00` for none. */
export const SettlementTermsInput = z.strictObject({
  provider_account_id: z.string().max(60),
  days_after_capture: z.int().min(0).max(120),
  day_rule: z.enum(["business", "calendar"]),
  cut_off: z.string().regex(/^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$/),
  valid_from: day,
});
export type SettlementTermsInput = z.output<typeof SettlementTermsInput>;

/** The outside's balance: what the books say, and when it is expected in the bank. Amounts in minor units. */
export const BalanceDto = z.strictObject({
  id: z.string(),
  object: z.literal("balance"),
  mode: z.enum(["test", "live"]),
  created_at: instant,
  currency: z.literal("TRY"),
  /** What providers owe us, less what is kept back by them. */
  receivable: sum,
  expected_later: sum,
  past_due: sum,
  payable: sum,
  refunds_in_flight: sum,
  suspense: sum,
  accounts: z.array(
    z.strictObject({ account: z.string(), currency: z.string(), debit: sum, credit: sum, amount: sum }),
  ),
  arrivals: z.array(Arrival),
  past_arrivals: z.array(Arrival),
  held: z.array(z.strictObject({ reason: z.string(), payments: z.int(), amount: sum })),
  terms: z.array(SettlementTermsDto),
});
export type BalanceDto = z.output<typeof BalanceDto>;

export const ArrivalFilter = z.strictObject({ day, account: z.string().max(60) });
export type ArrivalFilter = z.output<typeof ArrivalFilter>;

export type ArrivalPayment = {
  payment_id: string;
  customer_name: string | null;
  reference_no: string | null;
  amount: number;
  paid_at: string | null;
};

/** One money event of a payment: what was debited and credited, and because of what. */
export const JournalDto = z.strictObject({
  id: z.string(),
  kind: z.string(),
  at: instant,
  ref: z.string(),
  currency: z.string(),
  entries: z.array(z.strictObject({ account: z.string(), amount: sum })),
});
export type JournalDto = z.output<typeof JournalDto>;
