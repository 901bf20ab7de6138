import { COMMANDS } from "./commands";

/** Refusals that are answers; commands that nobody can be refused have none. */
const NEVER_REFUSED = [
  "payer at the provider",
  "on the phone",
  "at the bank",
  "return to a link",
  "return to a checkout",
  "hand over",
  "press pay",
  "notification",
  "forged notification",
  "take a job",
  "sweep account",
  "change role",
  "rotate capability keys",
  "rotate account keys",
  "ask about a payment",
  "create checkout",
  "expire checkout",
  "refund in bulk",
  "export payouts",
];

/** Every command, every fault and every refusal that a run of many histories has to meet. */
export const EXPECTED: readonly string[] = [
  ...COMMANDS.map(({ name }) => `done ${name}`),
  ...COMMANDS.filter(({ name }) => !NEVER_REFUSED.includes(name)).map(({ name }) => `refused ${name}`),
  ...["drop_before", "drop_after", "status", "html", "malformed", "empty"].map((kind) => `mishap ${kind}`),
  ...["call", "statement"].flatMap((effect) => [`cut ${effect} before`, `cut ${effect} after`]),
  ...["paylink", "attempt", "pos", "refund", "capture", "escrow"].map((of) => `job follow-${of}`),
  ...["paid", "declined", "3d_failed", "turned away"].map((end) => `payer ${end}`),
  ...["paynet", "paywall"].flatMap((provider) => [`bank of ${provider} passed`, `bank of ${provider} wrong`]),
  ...["on both cores", "lost notification", "notification answered 200", "notification answered 401", "time passes"],
];
