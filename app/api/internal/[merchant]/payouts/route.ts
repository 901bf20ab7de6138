import { withRoute } from "@/lib/http/route";
import { listPayoutViews } from "@/lib/payouts/payout-views";
import { PayoutFilter } from "@/lib/payouts/schemas";

export const GET = withRoute({ auth: "session", name: "GET payouts", query: PayoutFilter }, (ctx, { query }) =>
  listPayoutViews(ctx, query),
);
