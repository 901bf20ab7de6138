/** Which functions are the money core, whose machine their bare `status` is, and which test files touch them. */
export type MoneyFolder = {
  /** A file of db/functions, or a folder of them. */
  path: string;
  machine: string;
  /** Under tests/integration; a folder or a file, quick killers first. */
  tests: readonly string[];
};

const FOLLOWED = ["jobs/poll-ladder.test.ts", "jobs/sweep-account.test.ts"];
const LINK = [
  "payments/book-transaction.test.ts",
  "payments/booking-neighbours.test.ts",
  "payments/follow-paylink.test.ts",
  "paywall/paylink.test.ts",
];
const CHECKOUT = ["checkout/three-d"];
const HELD = ["escrow/release.test.ts", "escrow/disputes.test.ts", "escrow/timers.test.ts", "escrow/channels.test.ts"];

export const MONEY_FOLDERS: readonly MoneyFolder[] = [
  {
    path: "05-hand-over.sql",
    machine: "payment",
    tests: ["checkout/payer-pages.test.ts", "checkout/returns.test.ts", ...LINK],
  },
  {
    path: "06-booking",
    machine: "payment",
    tests: [
      ...LINK,
      "captures/capture.test.ts",
      "ledger/capture-journals.test.ts",
      "checkout/returns.test.ts",
      ...CHECKOUT,
    ],
  },
  {
    path: "07-intake.sql",
    machine: "payment",
    tests: ["webhooks/intake.test.ts", "webhooks/bare-path.test.ts", "webhooks/sink-matrix.test.ts", "webhooks/replay"],
  },
  {
    path: "08-follow-up.sql",
    machine: "payment",
    tests: [...FOLLOWED, ...LINK, "paylinks", "checkout/returns.test.ts", "jobs/worker.test.ts"],
  },
  {
    path: "09-refunds",
    machine: "refund",
    tests: ["refunds", "paywall/refund-and-capture.test.ts", "escrow/release.test.ts"],
  },
  {
    path: "11-captures.sql",
    machine: "capture",
    tests: ["captures", "paywall/refund-and-capture.test.ts", ...FOLLOWED],
  },
  { path: "13-checkouts/start.sql", machine: "checkout", tests: [...CHECKOUT, "checkout/stored-cards"] },
  { path: "13-checkouts/book.sql", machine: "checkout", tests: [...CHECKOUT, "captures", "escrow/channels.test.ts"] },
  { path: "13-checkouts/follow.sql", machine: "checkout", tests: CHECKOUT },
  { path: "14-pos/start.sql", machine: "pos_session", tests: ["pos"] },
  { path: "14-pos/book.sql", machine: "pos_session", tests: ["pos"] },
  { path: "14-pos/follow.sql", machine: "pos_session", tests: ["pos"] },
  { path: "15-ledger", machine: "payment", tests: ["ledger", "reconciliation"] },
  {
    path: "17-escrow/accounts.sql",
    machine: "escrow",
    tests: [...HELD, "escrow/buyer.test.ts", "refunds/refund.test.ts"],
  },
  { path: "17-escrow/release.sql", machine: "release", tests: [...HELD, "payouts", "escrow/desk.test.ts"] },
  { path: "17-escrow/disputes.sql", machine: "dispute", tests: ["escrow/disputes.test.ts", ...HELD, "payouts"] },
  { path: "17-escrow/timers.sql", machine: "escrow", tests: ["escrow/timers.test.ts", ...HELD] },
  {
    path: "17-escrow/codes.sql",
    machine: "dispute",
    tests: ["escrow/buyer.test.ts", "escrow/buyer-pages.test.ts", ...HELD],
  },
  { path: "17-escrow/mirror.sql", machine: "mirror", tests: ["escrow/mirror", "payouts", "escrow/release.test.ts"] },
  { path: "18-payouts", machine: "payout", tests: ["payouts", "escrow/mirror", "escrow/release.test.ts"] },
];

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
