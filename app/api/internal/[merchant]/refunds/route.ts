import { withRoute } from "@/lib/http/route";
import { listRefundViews } from "@/lib/refunds/refund-views";
import { RefundFilter } from "@/lib/refunds/schemas";

export const GET = withRoute({ auth: "session", name: "GET refunds", query: RefundFilter }, (ctx, { query }) =>
  listRefundViews(ctx, query),
);
