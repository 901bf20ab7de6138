/**
 * The pure TypeScript that decides about money, with why. What reads or writes the database is proved by the SQL half
 * (../sql) and the integration tests; tables of state machines are compared with the database's own in
 * tests/integration/db/schema-rules.test.ts and would only be written down twice by a unit test.
 */
export const MONEY_FILES: Readonly<Record<string, string>> = {
  "lib/kernel/money.ts": "minor units in and out of JSON and the database",
  "lib/kernel/parse-money.ts": "what a person typed becomes an amount",
  "lib/kernel/format-money.ts": "what a person reads before pressing a money button",
  "lib/kernel/state-machine.ts": "which step of a payment, refund or payout exists at all",
  "lib/kernel/card-number.ts": "which digits are a card and what may be kept of them",
  "lib/refunds/own-record.ts": "which of a provider's records is which refund's",
  "lib/refunds/sale-verdict.ts": "whether a refund is in what went back of a sale",
  "lib/refunds/bulk/read-list.ts": "the sums of a pasted refund list",
  "lib/escrow/mirror/seller-share.ts": "what a beneficiary gets of a held sum",
  "lib/providers/paynet/amounts.ts": "four ways of writing money to Paynet",
  "lib/providers/paywall/amounts.ts": "one way of writing money to Paywall",
  "lib/providers/paywall/hashes.ts": "whether a Paywall message is Paywall's",
  "lib/webhooks/capability.ts": "whether an address is one of ours",
  "lib/webhooks/signature.ts": "whether a Paynet message is Paynet's",
};
