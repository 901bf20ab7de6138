import { readHome } from "@/app/(dashboard)/m/[merchant]/home-view";
import type { MerchantContext } from "@/lib/auth/require-merchant";
import { metricsText } from "@/lib/health/metrics.system";
import { listPaylinks } from "@/lib/paylinks/queries";
import { PaylinkFilter } from "@/lib/paylinks/schemas";
import { countPaymentsByStatus, listPayments } from "@/lib/payments/queries";
import { PaymentFilter } from "@/lib/payments/schemas";
import { getBoard, listCases, listRuns } from "@/lib/reconciliation/queries";
import { CaseFilter } from "@/lib/reconciliation/schemas";
import { listRefunds } from "@/lib/refunds/queries";
import { RefundFilter } from "@/lib/refunds/schemas";
import type { Context } from "@/lib/runtime/context";
import type { Asker } from "./shops";

const DAY_MS = 86_400_000;

export type Ask = (asker: Asker) => Promise<unknown>;

const list =
  (of: (asker: Asker) => object): Ask =>
  (asker) =>
    listPayments(asker.ctx, PaymentFilter.parse(of(asker)));
const count =
  (of: (asker: Asker) => object): Ask =>
  ({ ctx }) =>
    countPaymentsByStatus(ctx, PaymentFilter.parse(of({ ctx } as Asker)));
const daysAgo = ({ ctx }: { ctx: Context }, days: number) =>
  new Date(ctx.clock.now().getTime() - days * DAY_MS).toISOString();
/** A sale that both shops have, and one deep in each. */
const SHARED = 401;
const inside = ({ count }: Asker) => Math.floor(count * 0.7) + 1;
const amountOf = (n: number) => 10_000 + ((n * 104_729) % 5_000_000);

/** The second page of what this asks. */
const afterwards =
  (of: object): Ask =>
  async ({ ctx }) => {
    const page = await listPayments(ctx, PaymentFilter.parse(of));
    const last = page.data.at(-1)?.id;
    return last && listPayments(ctx, PaymentFilter.parse({ ...of, starting_after: last }));
  };

/** Each single filter of the contract. */
const SINGLE: Record<string, Ask> = {
  "newest first": list(() => ({})),
  "status captured": list(() => ({ status: "captured" })),
  "status unknown": list(() => ({ status: "unknown" })),
  "tile refunded": list(() => ({ tile: "refunded" })),
  "tile open": list(() => ({ tile: "open" })),
  "provider paywall": list(() => ({ provider: "paywall" })),
  "channel pos": list(() => ({ channel: "pos" })),
  "channel nobody uses": list(() => ({ channel: "api" })),
  reference: list((asker) => ({ reference_no: `SIP-${inside(asker)}` })),
  "link that has none": list(() => ({ paylink_id: "pl_none" })),
  "card's last digits": list(() => ({ card_last4: "0042" })),
  "amount at least": list(() => ({ amount_min: 5_000_000 })),
  "amount at least, second page": afterwards({ amount_min: 5_000_000 }),
  "amount that few reach": list(() => ({ amount_min: 5_009_000 })),
  "amount that most reach": list(() => ({ amount_min: 20_000 })),
  "amount between two": list(() => ({ amount_min: 700_000, amount_max: 705_000 })),
  "amount exactly": list(() => ({ amount_min: amountOf(SHARED), amount_max: amountOf(SHARED) })),
};

const SEARCH: Record<string, Ask> = {
  "q a reference": list((asker) => ({ q: `SIP-${inside(asker)}` })),
  "q an e-mail": list((asker) => ({ q: `alici${inside(asker)}@example.com` })),
  "q a name that many have": list(() => ({ q: "ayşe" })),
  "q a name that few have": list(() => ({ q: "Işıl Kaya 41" })),
  "q a phone's end": list(() => ({ q: "0012345" })),
  "q nobody's": list(() => ({ q: "yok böyle biri" })),
};

const COMBINED: Record<string, Ask> = {
  "captured, paywall, today": list((asker) => ({
    ...{ status: "captured", provider: "paywall", created_from: daysAgo(asker, 1) },
  })),
  "failed of a week": list((asker) => ({
    ...{ status: "failed", created_from: daysAgo(asker, 9), created_to: daysAgo(asker, 2) },
  })),
  "unknown on pos": list(() => ({ status: "unknown", channel: "pos" })),
  "failed with these last digits": list(() => ({ status: "failed", card_last4: "0042" })),
  "refunds above an amount": list(() => ({ tile: "refunded", amount_min: 4_900_000 })),
  "name and status": list(() => ({ q: "zeynep demir", status: "captured" })),
};

const links =
  (of: (asker: Asker) => object): Ask =>
  (asker) =>
    listPaylinks(asker.ctx, PaylinkFilter.parse(of(asker)));
/** One sale in ten has a link: the same place as `inside`. */
const linked = (asker: Asker) => Math.floor(inside(asker) / 10) * 10;

/** The list of links, and whatever is searched there. */
const LINKS: Record<string, Ask> = {
  "links, newest first": links(() => ({})),
  "links that stand open": links(() => ({ status: "active" })),
  "links, a reference": links((asker) => ({ q: `SIP-${linked(asker)}` })),
  "links, an e-mail": links((asker) => ({ q: `alici${linked(asker)}@example.com` })),
  "links, a name that many have": links(() => ({ q: "ayşe" })),
  "links, a name that few have": links(() => ({ q: "Fatma Kaya 41" })),
  "links, a phone's end": links(() => ({ q: "0012340" })),
  "links, nobody's": links(() => ({ q: "yok böyle biri" })),
  "links, a name and a status": links(() => ({ q: "zeynep demir", status: "paid" })),
};

const asMember = (ctx: Context) =>
  ({ ...ctx, can: (permission) => ctx.permissions.includes(permission) }) as MerchantContext;

/** The home page, the tiles, the refunds' list, the board of differences, and what a scraper reads. */
const BESIDE: Record<string, Ask> = {
  "home page": ({ ctx }) => readHome(asMember(ctx)),
  "tiles of everything": count(() => ({})),
  "tiles of a name that few have": count(() => ({ q: "Işıl Kaya 41" })),
  "tiles of an e-mail": count((asker) => ({ q: `alici${inside(asker)}@example.com` })),
  "tiles of today": count((asker) => ({ created_from: daysAgo(asker, 1) })),
  "flagged of a week": list((asker) => ({ review: "any", created_from: daysAgo(asker, 7), limit: 100 })),
  "refunds, newest first": ({ ctx }) => listRefunds(ctx, RefundFilter.parse({})),
  "refunds that wait for approval": ({ ctx }) => listRefunds(ctx, RefundFilter.parse({ status: "awaiting_approval" })),
  "differences that stand open": ({ ctx }) => listCases(ctx, CaseFilter.parse({ status: "open" })),
  "every difference there was": ({ ctx }) => listCases(ctx, CaseFilter.parse({ status: "all" })),
  "every difference, second page": async ({ ctx }) => {
    const page = await listCases(ctx, CaseFilter.parse({ status: "all" }));
    const last = page.data.at(-1)?.id;
    return last && listCases(ctx, CaseFilter.parse({ status: "all", starting_after: last }));
  },
  "differences counted": ({ ctx }) => getBoard(ctx),
  "comparisons, newest first": ({ ctx }) => listRuns(ctx),
};

/** By name; both shops are asked the same. */
export const QUESTIONS: Record<string, Ask> = { ...SINGLE, ...SEARCH, ...COMBINED, ...LINKS, ...BESIDE };
/** Over all merchants: there is no smaller shop to ask beside. */
export const OVER_ALL: Record<string, () => Promise<unknown>> = { "figures for a scraper": metricsText };
