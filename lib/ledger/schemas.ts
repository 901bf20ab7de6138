import { z } from "zod";

const instant = z.iso.datetime({ offset: true });
const day = z.iso.date();
/** Minor units; sums may exceed one payment's limit. */
const sum = z.int();

export const ARRIVAL_ACCOUNT = z.string().max(60);

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

export const ArrivalFilter = z.strictObject({ day, account: ARRIVAL_ACCOUNT });
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
