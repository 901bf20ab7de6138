type Filter = Record<string, string | number | undefined>;

/** The only query keys. A topic of the live stream is the second part, so one event refreshes what it touches. */
export const queryKeys = {
  topic: (slug: string, topic: string) => [slug, topic] as const,
  payments: (slug: string, filter: Filter) => [slug, "payment", "list", filter] as const,
  paymentCounts: (slug: string) => [slug, "payment", "counts"] as const,
  payment: (slug: string, id: string) => [slug, "payment", "one", id] as const,
  paymentTimeline: (slug: string, id: string) => [slug, "payment", "timeline", id] as const,
  paymentCaptures: (slug: string, id: string) => [slug, "payment", "captures", id] as const,
  paymentJournals: (slug: string, id: string) => [slug, "payment", "journals", id] as const,
  arrivals: (slug: string, filter: Filter) => [slug, "payment", "arrivals", filter] as const,
  jobs: (slug: string, filter: Filter) => [slug, "job", "list", filter] as const,
  refunds: (slug: string, filter: Filter) => [slug, "refund", "list", filter] as const,
  escrow: (slug: string, filter: Filter) => [slug, "escrow", "list", filter] as const,
  escrowCounts: (slug: string) => [slug, "escrow", "counts"] as const,
  escrowCase: (slug: string, id: string) => [slug, "escrow", "one", id] as const,
  payouts: (slug: string, filter: Filter) => [slug, "payout", "list", filter] as const,
  disputes: (slug: string, filter: Filter) => [slug, "dispute", "list", filter] as const,
  paylinks: (slug: string, filter: Filter) => [slug, "paylink", "list", filter] as const,
  paylink: (slug: string, id: string) => [slug, "paylink", "one", id] as const,
  paylinkTimeline: (slug: string, id: string) => [slug, "paylink", "timeline", id] as const,
  checkouts: (slug: string, filter: Filter) => [slug, "checkout", "list", filter] as const,
  checkout: (slug: string, id: string) => [slug, "checkout", "one", id] as const,
  posBoard: (slug: string) => [slug, "pos_session", "board"] as const,
  posTerminals: (slug: string) => [slug, "pos_session", "terminals"] as const,
  posSales: (slug: string, filter: Filter) => [slug, "pos_session", "list", filter] as const,
  posSale: (slug: string, id: string) => [slug, "pos_session", "one", id] as const,
  /** Every step of a try is told as a change of its payment. */
  checkoutTimeline: (slug: string, id: string) => [slug, "payment", "checkout_timeline", id] as const,
  checkoutTries: (slug: string, id: string) => [slug, "payment", "tries", id] as const,
};
