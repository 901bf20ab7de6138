/** Which functions are the money core, whose machine their bare `status` is, and which test files touch them. */
export type MoneyFolder = {
  /** A file of db/functions, or a folder of them. */
  path: string;
  machine: string;
  /** Under tests; a folder or a file, quick killers first. */
  tests: readonly string[];
};

/** A small measure of the simulations (SHORT_LIVES), the last to be asked. */
const LIVES = "simulation/lives/first-half.test.ts";
const NOTHING = "integration/db/nothing-there.test.ts";
/** What every command answers and writes in each state, by what it is about. */
const DECIDED = {
  moneyBack: "integration/decisions/money-back.test.ts",
  authorisations: "integration/decisions/authorisations.test.ts",
  phones: "integration/decisions/phones.test.ts",
  checkouts: "integration/decisions/checkouts.test.ts",
  links: "integration/decisions/links.test.ts",
  escrow: "integration/decisions/escrow.test.ts",
  mirrors: "integration/decisions/mirrors.test.ts",
  payouts: "integration/decisions/payouts.test.ts",
};
const FOLLOWED = ["integration/jobs/poll-ladder.test.ts", "integration/jobs/sweep-account.test.ts"];
const LINK = [
  DECIDED.links,
  "integration/payments/book-transaction.test.ts",
  "integration/payments/booking-neighbours.test.ts",
  "integration/payments/absence.test.ts",
  "integration/payments/follow-paylink.test.ts",
  "integration/paywall/paylink.test.ts",
];
const CHECKOUT = [DECIDED.checkouts, "integration/checkout/three-d"];
const HELD = [
  DECIDED.escrow,
  "integration/escrow/release.test.ts",
  "integration/escrow/disputes.test.ts",
  "integration/escrow/timers.test.ts",
  "integration/escrow/channels.test.ts",
];

export const MONEY_FOLDERS: readonly MoneyFolder[] = [
  {
    path: "05-hand-over.sql",
    machine: "payment",
    tests: [
      DECIDED.links,
      "integration/checkout/payer-pages.test.ts",
      "integration/checkout/returns.test.ts",
      ...LINK,
      NOTHING,
      LIVES,
    ],
  },
  {
    path: "06-booking",
    machine: "payment",
    tests: [
      DECIDED.phones,
      DECIDED.checkouts,
      ...LINK,
      DECIDED.authorisations,
      "integration/captures/capture.test.ts",
      "integration/ledger/capture-journals.test.ts",
      "integration/checkout/returns.test.ts",
      ...CHECKOUT,
      NOTHING,
      LIVES,
    ],
  },
  {
    path: "07-intake.sql",
    machine: "payment",
    tests: [
      "integration/webhooks/intake.test.ts",
      "integration/webhooks/bare-path.test.ts",
      "integration/webhooks/sink-matrix.test.ts",
      "integration/webhooks/replay",
    ],
  },
  {
    path: "08-follow-up.sql",
    machine: "payment",
    tests: [
      DECIDED.links,
      ...FOLLOWED,
      ...LINK,
      "integration/paylinks",
      "integration/checkout/returns.test.ts",
      "integration/jobs/worker.test.ts",
      NOTHING,
      LIVES,
    ],
  },
  {
    path: "09-refunds",
    machine: "refund",
    tests: [
      DECIDED.moneyBack,
      "integration/refunds",
      "integration/paywall/refund-and-capture.test.ts",
      "integration/escrow/release.test.ts",
      NOTHING,
      LIVES,
    ],
  },
  {
    path: "11-captures.sql",
    machine: "capture",
    tests: [
      DECIDED.authorisations,
      "integration/captures",
      "integration/paywall/refund-and-capture.test.ts",
      ...FOLLOWED,
      NOTHING,
      LIVES,
    ],
  },
  {
    path: "13-checkouts/start.sql",
    machine: "checkout",
    tests: [
      DECIDED.checkouts,
      ...CHECKOUT,
      "integration/checkout/stored-cards",
      "simulation/checkout-runs.test.ts",
      NOTHING,
      LIVES,
    ],
  },
  {
    path: "13-checkouts/book.sql",
    machine: "checkout",
    tests: [
      DECIDED.checkouts,
      DECIDED.phones,
      ...CHECKOUT,
      "integration/captures",
      "integration/escrow/channels.test.ts",
      "simulation/checkout-runs.test.ts",
      NOTHING,
      LIVES,
    ],
  },
  {
    path: "13-checkouts/follow.sql",
    machine: "checkout",
    tests: [...CHECKOUT, "simulation/checkout-runs.test.ts", NOTHING, LIVES],
  },
  {
    path: "14-pos/start.sql",
    machine: "pos_session",
    tests: [DECIDED.phones, "integration/pos", "simulation/pos-runs.test.ts", NOTHING, LIVES],
  },
  {
    path: "14-pos/book.sql",
    machine: "pos_session",
    tests: [DECIDED.phones, "integration/pos", "simulation/pos-runs.test.ts", NOTHING, LIVES],
  },
  {
    path: "14-pos/follow.sql",
    machine: "pos_session",
    tests: [DECIDED.phones, "integration/pos", "simulation/pos-runs.test.ts", NOTHING, LIVES],
  },
  { path: "15-ledger", machine: "payment", tests: ["integration/ledger", "integration/reconciliation"] },
  {
    path: "17-escrow/accounts.sql",
    machine: "escrow",
    tests: [
      DECIDED.escrow,
      DECIDED.mirrors,
      DECIDED.moneyBack,
      ...HELD,
      "integration/escrow/buyer.test.ts",
      "integration/refunds/refund.test.ts",
      "simulation/escrow-runs.test.ts",
      NOTHING,
      LIVES,
    ],
  },
  {
    path: "17-escrow/release.sql",
    machine: "release",
    tests: [
      DECIDED.escrow,
      ...HELD,
      "integration/payouts",
      "integration/escrow/desk.test.ts",
      "simulation/escrow-runs.test.ts",
      NOTHING,
      LIVES,
    ],
  },
  {
    path: "17-escrow/disputes.sql",
    machine: "dispute",
    tests: [
      DECIDED.moneyBack,
      DECIDED.escrow,
      DECIDED.mirrors,
      "integration/escrow/disputes.test.ts",
      ...HELD,
      "integration/payouts",
      "simulation/escrow-runs.test.ts",
      NOTHING,
      LIVES,
    ],
  },
  {
    path: "17-escrow/timers.sql",
    machine: "escrow",
    tests: ["integration/escrow/timers.test.ts", ...HELD, "simulation/escrow-runs.test.ts", NOTHING, LIVES],
  },
  {
    path: "17-escrow/codes.sql",
    machine: "dispute",
    tests: [
      DECIDED.escrow,
      "integration/escrow/buyer.test.ts",
      "integration/escrow/buyer-pages.test.ts",
      ...HELD,
      "simulation/escrow-runs.test.ts",
      NOTHING,
      LIVES,
    ],
  },
  {
    path: "17-escrow/mirror.sql",
    machine: "mirror",
    tests: [
      DECIDED.payouts,
      DECIDED.mirrors,
      "integration/escrow/mirror",
      "integration/payouts",
      "integration/escrow/release.test.ts",
      "simulation/escrow-runs.test.ts",
      NOTHING,
      LIVES,
    ],
  },
  {
    path: "18-payouts",
    machine: "payout",
    tests: [
      DECIDED.escrow,
      DECIDED.payouts,
      "integration/payouts",
      "integration/escrow/mirror",
      "integration/escrow/release.test.ts",
      NOTHING,
      LIVES,
    ],
  },
];

/** How much of the simulations a mutant lives through: less than `npm test` does, so the score is no better than true. */
export const SHORT_LIVES = {
  WORLD_SEEDS: "20",
  WORLD_SEED: "100",
  CHECKOUT_RUNS: "30",
  POS_RUNS: "20",
  ESCROW_ACTIONS: "120",
};

/** Functions in those files that move nothing, with why. */
export const LEFT_OUT: Readonly<Record<string, string>> = {
  refund_because: "a reason for people",
  pos_because: "a reason for people",
  escrow_because: "a reason for people",
  capture_answer: "the shape of an answer",
  refund_answer: "the shape of an answer",
  release_answer: "the shape of an answer",
  cluster_id: "names the cluster a checkpoint was written on",
  assign_escrow: "who looks after a case",
  assign_dispute: "who looks after a case",
};
