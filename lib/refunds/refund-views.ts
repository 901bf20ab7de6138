import "server-only";
import { userNames } from "@/lib/auth/user-names.system";
import type { Context } from "@/lib/runtime/context";
import { listRefunds } from "./queries";
import type { RefundDto, RefundFilter, RefundView } from "./schemas";

const peopleOf = ({ requested_by, decided_by }: RefundDto) =>
  decided_by === null ? [requested_by] : [requested_by, decided_by];

/** The list for screens. @throws AppError as listRefunds */
export async function listRefundViews(
  ctx: Context,
  filter: RefundFilter,
): Promise<{ object: "list"; data: RefundView[]; has_more: boolean }> {
  const page = await listRefunds(ctx, filter);
  const names = await userNames(ctx.merchantId, page.data.flatMap(peopleOf));
  const reader = "userId" in ctx.actor ? ctx.actor.userId : undefined;
  const data = page.data.map((refund) => ({
    ...refund,
    requested_by_name: names.get(refund.requested_by) ?? null,
    decided_by_name: refund.decided_by === null ? null : (names.get(refund.decided_by) ?? null),
    is_own: refund.requested_by === reader,
  }));
  return { ...page, data };
}
