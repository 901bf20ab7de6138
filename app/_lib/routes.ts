import type { Route } from "next";

type Query = Record<string, string | number | undefined>;

function withQuery(path: string, query: Query): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(query))
    if (value !== undefined && value !== "") params.set(key, String(value));
  const text = params.toString();
  return text === "" ? path : `${path}?${text}`;
}

const at = (slug: string, rest = "") => `/m/${encodeURIComponent(slug)}${rest}`;

/** Every address of the application. Nothing else builds one. */
export const routes = {
  signIn: (next?: string) => withQuery("/sign-in", { next }) as Route,
  setup: () => "/setup" as Route,
  home: (slug: string) => at(slug) as Route,
  payments: (slug: string, query: Query = {}) => withQuery(at(slug, "/payments"), query) as Route,
  payment: (slug: string, id: string) => at(slug, `/payments/${encodeURIComponent(id)}`) as Route,
  refunds: (slug: string, query: Query = {}) => withQuery(at(slug, "/refunds"), query) as Route,
  bulkRefund: (slug: string) => at(slug, "/refunds/bulk") as Route,
  paylinks: (slug: string, query: Query = {}) => withQuery(at(slug, "/paylinks"), query) as Route,
  newPaylink: (slug: string) => at(slug, "/paylinks/new") as Route,
  paylink: (slug: string, id: string) => at(slug, `/paylinks/${encodeURIComponent(id)}`) as Route,
  checkouts: (slug: string, query: Query = {}) => withQuery(at(slug, "/checkouts"), query) as Route,
  newCheckout: (slug: string) => at(slug, "/checkouts/new") as Route,
  checkout: (slug: string, id: string) => at(slug, `/checkouts/${encodeURIComponent(id)}`) as Route,
  pos: (slug: string, query: Query = {}) => withQuery(at(slug, "/pos"), query) as Route,
  closing: (slug: string, query: Query = {}) => withQuery(at(slug, "/pos/closing"), query) as Route,
  posSale: (slug: string, id: string) => at(slug, `/pos/${encodeURIComponent(id)}`) as Route,
  /** Goes on to the customer's own page: on screen, for an 80 mm roll or as a file. */
  posReceipt: (slug: string, id: string, paper?: "slip" | "pdf") =>
    withQuery(at(slug, `/pos/${encodeURIComponent(id)}/receipt`), { paper }),
  cashier: (slug: string, query: Query = {}) => withQuery(at(slug, "/pos/cashier"), query) as Route,
  cashierSale: (slug: string, id: string) => at(slug, `/pos/cashier/${encodeURIComponent(id)}`) as Route,
  escrow: (slug: string, query: Query = {}) => withQuery(at(slug, "/escrow"), query) as Route,
  escrowCase: (slug: string, id: string) => at(slug, `/escrow/${encodeURIComponent(id)}`) as Route,
  disputes: (slug: string, query: Query = {}) => withQuery(at(slug, "/escrow/disputes"), query) as Route,
  payouts: (slug: string, query: Query = {}) => withQuery(at(slug, "/payouts"), query) as Route,
  reconciliation: (slug: string, query: Query = {}) => withQuery(at(slug, "/reconciliation"), query) as Route,
  reconciliationCase: (slug: string, id: string) => at(slug, `/reconciliation/${encodeURIComponent(id)}`) as Route,
  limits: (slug: string) => at(slug, "/settings/limits") as Route,
  balance: (slug: string) => at(slug, "/balance") as Route,
  settings: (slug: string) => at(slug, "/settings") as Route,
  audit: (slug: string, query: Query = {}) => withQuery(at(slug, "/settings/audit"), query) as Route,
  jobs: (slug: string, query: Query = {}) => withQuery(at(slug, "/developers/jobs"), query) as Route,
  inbound: (slug: string, query: Query = {}) => withQuery(at(slug, "/developers/inbound"), query) as Route,
  notification: (slug: string, id: string) => at(slug, `/developers/inbound/${encodeURIComponent(id)}`) as Route,
  /** Of the named notifications, or of the first that match a filter. */
  replay: (slug: string, query: Query = {}) => withQuery(at(slug, "/developers/replay"), query) as Route,
  codes: (slug: string, query: Query = {}) => withQuery(at(slug, "/developers/codes"), query) as Route,
  payerTexts: (slug: string) => at(slug, "/settings/payer-texts") as Route,
  accounts: (slug: string) => at(slug, "/settings/accounts") as Route,
  routing: (slug: string) => at(slug, "/settings/routing") as Route,
  guard: (slug: string) => at(slug, "/settings/guard") as Route,
  pay: (token: string) => `/pay/${encodeURIComponent(token)}` as Route,
  /** A4 unless said otherwise. */
  payReceipt: (token: string, paper?: "slip") => withQuery(`/pay/${encodeURIComponent(token)}/receipt.pdf`, { paper }),
  paySlip: (token: string) => `/pay/${encodeURIComponent(token)}/slip`,
  /** Where held money is confirmed or stopped; `tell` is what a form of it came back with. */
  payDelivery: (token: string, tell?: string) =>
    withQuery(`/pay/${encodeURIComponent(token)}/delivery`, { tell }) as Route,
  payDeliveryPost: (token: string, what: "code" | "confirm" | "solved" | "report") =>
    `/pay/${encodeURIComponent(token)}/delivery/${what}`,
  payRefund: (token: string) => `/pay/${encodeURIComponent(token)}/refund` as Route,
  payForgetCard: (token: string) => `/pay/${encodeURIComponent(token)}/forget-card`,
  payGo: (token: string) => `/pay/${encodeURIComponent(token)}/go`,
  whatsapp: (text: string) => `https://wa.me/?text=${encodeURIComponent(text)}`,
  api: {
    stream: (slug: string) => withQuery("/api/stream", { merchant: slug }),
    payments: (slug: string, query: Query) => withQuery(`/api/internal/${encodeURIComponent(slug)}/payments`, query),
    paymentCounts: (slug: string) => `/api/internal/${encodeURIComponent(slug)}/payments/counts`,
    payment: (slug: string, id: string) =>
      `/api/internal/${encodeURIComponent(slug)}/payments/${encodeURIComponent(id)}`,
    paymentTimeline: (slug: string, id: string) =>
      `/api/internal/${encodeURIComponent(slug)}/payments/${encodeURIComponent(id)}/timeline`,
    paymentCaptures: (slug: string, id: string) =>
      `/api/internal/${encodeURIComponent(slug)}/payments/${encodeURIComponent(id)}/captures`,
    refunds: (slug: string, query: Query) => withQuery(`/api/internal/${encodeURIComponent(slug)}/refunds`, query),
    paymentJournals: (slug: string, id: string) =>
      `/api/internal/${encodeURIComponent(slug)}/payments/${encodeURIComponent(id)}/journals`,
    arrivals: (slug: string, query: Query) =>
      withQuery(`/api/internal/${encodeURIComponent(slug)}/balance/arrivals`, query),
    jobs: (slug: string, query: Query) => withQuery(`/api/internal/${encodeURIComponent(slug)}/jobs`, query),
    paymentsExport: (slug: string, query: Query) =>
      withQuery(`/api/internal/${encodeURIComponent(slug)}/payments/export`, query),
    auditExport: (slug: string, query: Query) =>
      withQuery(`/api/internal/${encodeURIComponent(slug)}/audit/export`, query),
    escrow: (slug: string, query: Query) => withQuery(`/api/internal/${encodeURIComponent(slug)}/escrow`, query),
    escrowCounts: (slug: string) => `/api/internal/${encodeURIComponent(slug)}/escrow/counts`,
    escrowCase: (slug: string, id: string) =>
      `/api/internal/${encodeURIComponent(slug)}/escrow/${encodeURIComponent(id)}`,
    escrowEvidence: (slug: string, id: string) =>
      `/api/internal/${encodeURIComponent(slug)}/escrow/${encodeURIComponent(id)}/evidence`,
    escrowFile: (slug: string, sha256: string) => `/api/internal/${encodeURIComponent(slug)}/escrow/files/${sha256}`,
    payouts: (slug: string, query: Query) => withQuery(`/api/internal/${encodeURIComponent(slug)}/payouts`, query),
    payoutFile: (slug: string, id: string) =>
      `/api/internal/${encodeURIComponent(slug)}/payouts/files/${encodeURIComponent(id)}`,
    escrowPack: (slug: string, id: string) =>
      `/api/internal/${encodeURIComponent(slug)}/escrow/${encodeURIComponent(id)}/pack`,
    disputes: (slug: string, query: Query) =>
      withQuery(`/api/internal/${encodeURIComponent(slug)}/escrow/disputes`, query),
    paylinks: (slug: string, query: Query) => withQuery(`/api/internal/${encodeURIComponent(slug)}/paylinks`, query),
    paylink: (slug: string, id: string) =>
      `/api/internal/${encodeURIComponent(slug)}/paylinks/${encodeURIComponent(id)}`,
    paylinkTimeline: (slug: string, id: string) =>
      `/api/internal/${encodeURIComponent(slug)}/paylinks/${encodeURIComponent(id)}/timeline`,
    checkouts: (slug: string, query: Query) => withQuery(`/api/internal/${encodeURIComponent(slug)}/checkouts`, query),
    checkout: (slug: string, id: string) =>
      `/api/internal/${encodeURIComponent(slug)}/checkouts/${encodeURIComponent(id)}`,
    checkoutTries: (slug: string, id: string) =>
      `/api/internal/${encodeURIComponent(slug)}/checkouts/${encodeURIComponent(id)}/tries`,
    posSales: (slug: string, query: Query) => withQuery(`/api/internal/${encodeURIComponent(slug)}/pos`, query),
    posBoard: (slug: string) => `/api/internal/${encodeURIComponent(slug)}/pos/board`,
    posTerminals: (slug: string) => `/api/internal/${encodeURIComponent(slug)}/pos/terminals`,
    posSale: (slug: string, id: string) => `/api/internal/${encodeURIComponent(slug)}/pos/${encodeURIComponent(id)}`,
    checkoutTimeline: (slug: string, id: string) =>
      `/api/internal/${encodeURIComponent(slug)}/checkouts/${encodeURIComponent(id)}/timeline`,
    payState: (token: string) => `/api/internal/pay/${encodeURIComponent(token)}`,
  },
} as const;
