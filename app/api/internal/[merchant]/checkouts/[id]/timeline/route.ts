import { getCheckoutTimeline } from "@/lib/checkout/sessions/timeline.queries";
import { withRoute } from "@/lib/http/route";

export const GET = withRoute({ auth: "session", name: "GET checkout timeline" }, (ctx, { params }) =>
  getCheckoutTimeline(ctx, params.id ?? ""),
);
