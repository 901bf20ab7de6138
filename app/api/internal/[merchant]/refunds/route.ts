import { withRoute } from "@/lib/http/route";
import { listRefunds } from "@/lib/refunds/queries";
import { RefundFilter } from "@/lib/refunds/schemas";

export const GET = withRoute({ auth: "session", name: "GET refunds", query: RefundFilter }, (ctx, { query }) =>
  listRefunds(ctx, query),
);
