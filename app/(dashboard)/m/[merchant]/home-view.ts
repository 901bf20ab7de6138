import "server-only";
import { istanbulDay } from "@/app/_lib/istanbul-day";
import type { MerchantContext } from "@/lib/auth/require-merchant";
import { listPaylinks } from "@/lib/paylinks/queries";
import { PaylinkFilter, type PaylinkView } from "@/lib/paylinks/schemas";
import { countPaymentsByStatus, listPayments } from "@/lib/payments/queries";
import { type PaymentCounts, type PaymentDto, PaymentFilter } from "@/lib/payments/schemas";

const MOST = 100;
const LATEST = 8;

export type HomeView = {
  now: string;
  unknown: PaymentDto[];
  expiring: PaylinkView[];
  openLinks: { count: number; more: boolean };
  today: PaymentCounts;
  latest: PaymentDto[];
};

/** What the person came to do first, then the day's numbers. */
export async function readHome(context: MerchantContext): Promise<HomeView> {
  const now = context.clock.now();
  const day = istanbulDay(now);
  const [unknown, active, today, latest] = await Promise.all([
    listPayments(context, PaymentFilter.parse({ status: "unknown", limit: MOST })),
    listPaylinks(context, PaylinkFilter.parse({ status: "active", limit: MOST })),
    countPaymentsByStatus(context, PaymentFilter.parse({ created_from: day.from })),
    listPayments(context, PaymentFilter.parse({ limit: LATEST })),
  ]);
  const expiring = active.data.filter((link) => new Date(link.expires_at) < new Date(day.to));
  return {
    now: now.toISOString(),
    unknown: unknown.data,
    expiring: expiring.sort((a, b) => a.expires_at.localeCompare(b.expires_at)),
    openLinks: { count: active.data.length, more: active.has_more },
    today,
    latest: latest.data,
  };
}
