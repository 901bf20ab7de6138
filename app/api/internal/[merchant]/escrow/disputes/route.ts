import { listDisputeViews } from "@/lib/escrow/desk/escrow-view";
import { DisputeFilter } from "@/lib/escrow/schemas";
import { withRoute } from "@/lib/http/route";

export const GET = withRoute({ auth: "session", name: "GET disputes", query: DisputeFilter }, (ctx, { query }) =>
  listDisputeViews(ctx, query),
);
