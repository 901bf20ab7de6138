import "server-only";
import { userNames } from "@/lib/auth/user-names.system";
import type { Context } from "@/lib/runtime/context";
import { listPayouts } from "./queries";
import { providersOf } from "./repository";
import type { PayoutFilter, PayoutView } from "./schemas";

/** The list for screens. @throws AppError as listPayouts */
export async function listPayoutViews(
  ctx: Context,
  filter: PayoutFilter,
): Promise<{ object: "list"; data: PayoutView[]; has_more: boolean }> {
  const page = await listPayouts(ctx, filter);
  const people = page.data.flatMap(({ requested_by }) => (requested_by === null ? [] : [requested_by]));
  const names = await userNames(ctx.merchantId, people);
  const facts = await providersOf(
    ctx,
    page.data.map(({ id }) => id),
  );
  const reader = "userId" in ctx.actor ? ctx.actor.userId : undefined;
  const now = ctx.clock.now().toISOString();
  const data = page.data.map((payout) => ({
    ...payout,
    requested_by_name: payout.requested_by === null ? null : (names.get(payout.requested_by) ?? null),
    is_own: payout.requested_by !== null && payout.requested_by === reader,
    is_ready: payout.ready_at <= now,
    can_provider: facts.find(({ payoutId }) => payoutId === payout.id)?.canPayOut ?? false,
  }));
  return { ...page, data };
}
