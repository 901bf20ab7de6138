import type { createMerchant, TestMerchant } from "../../support/factories";

/** What is asked of a command: its arguments beside the ids of the subject, and what is forced on the rows beside the state. */
export type Ask = {
  command: string;
  /** How it is called where it takes something else than the arguments `p` as a whole. */
  call?: string;
  args?: Record<string, unknown>;
  force?: Record<string, string>;
  /** The payment was taken yesterday. */
  yesterday?: boolean;
};

/** What a chapter is about: the row whose state is forced, and how its commands name it and what belongs to it. */
export type Subject = {
  id: string;
  names: Record<string, unknown>;
  /** SQL that stands before every question of the chapter. */
  before?: string;
};

/** Commands about one machine: each is asked in each of its states, with every way it can be called. */
export type Chapter = {
  entity: string;
  table: string;
  asks: Record<string, Ask>;
  /** Columns that no state can be without; said before the question's own. */
  always?: Record<string, string>;
  /** What its merchant is like. */
  merchant?: Parameters<typeof createMerchant>[0];
  /** Made twice of one merchant: the first is the neighbour, of which nothing may be read and to which nothing may happen. */
  subject(merchant: TestMerchant): Promise<Subject>;
};

export const ago = (minutes: number) => `vezne_now() - interval '${minutes} minutes'`;

/** The clocks of its cases stood still for so many minutes: what they are put on by must not depend on how long a test took. */
export const pausedFor = ({ id }: TestMerchant, minutes: number) =>
  `update escrow_accounts set paused_at = ${ago(minutes)} where merchant_id = '${id}' and paused_at is not null`;

/** One question a value, named by it. */
export const over = <T extends string>(values: readonly T[], ask: (value: T) => Ask): Record<string, Ask> =>
  Object.fromEntries(values.map((value) => [value, ask(value)]));

/** The same questions with a word before their names. */
export const named = (name: string, asks: Record<string, Ask>) =>
  Object.fromEntries(Object.entries(asks).map(([key, ask]) => [`${name} ${key}`, ask]));

/** What a provider answers of a sum of 1,000 lira that adds up. */
export const FIGURES = {
  transaction_id: "xk_other",
  amount_charged: "100000",
  net: "98000",
  commission: "2000",
  commission_tax: "0",
  currency: "TRY",
  installments: 0,
  provider_refs: {},
  paid_at: "2026-11-01T10:00:00Z",
};

const VERDICTS = ["captured", "authorised", "failed"] as const;

/** Each verdict of a provider, and what it took where that is not what was asked for, in the way the books are told. */
export const booked = (command: string): Record<string, Ask> => ({
  ...Object.fromEntries(
    VERDICTS.map((verdict) => [
      `${command} ${verdict}`,
      { command, args: { ...FIGURES, verdict, decline: verdict === "failed" ? { code: "51" } : null } },
    ]),
  ),
  ...Object.fromEntries(
    Object.entries(ODD).map(([name, odd]) => [
      `${command} ${name}`,
      { command, args: { ...FIGURES, verdict: "captured", decline: null, ...odd } },
    ]),
  ),
});

/** Takings that are not what was asked for, or do not add up. */
const ODD: Record<string, Record<string, unknown>> = {
  "a kuruş more": { amount_charged: "100001", net: "98001" },
  "a kuruş less": { amount_charged: "99999", net: "97999" },
  "less by half": { amount_charged: "50000", net: "49000", commission: "1000" },
  "with a tax on its commission": { net: "97600", commission_tax: "400" },
  "whose parts lack a kuruş": { net: "97999" },
  "whose net is what was asked for": { amount_charged: "102000", net: "100000" },
  "whose net is two kuruş off": { amount_charged: "102002", net: "100002" },
  "in three instalments": { installments: 3 },
  "in another currency": { currency: "USD" },
  "whose day nobody named": { paid_at: null, provider_refs: null },
};

const SILENCES: Record<string, Record<string, string>> = {
  "at once": {},
  "third time, 19 minutes": { absent_answers: "2", absent_since: ago(19) },
  "second time, 21 minutes": { absent_answers: "1", absent_since: ago(21) },
  "third time, 21 minutes": { absent_answers: "2", absent_since: ago(21) },
};

/** "I know of nothing", on each side of both bars: three times, twenty minutes. */
export const silent = (ask: (force: Record<string, string>) => Ask) =>
  Object.fromEntries(Object.entries(SILENCES).map(([name, force]) => [name, ask(force)]));
