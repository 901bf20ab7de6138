import { withRoute } from "@/lib/http/route";
import { getPaylink } from "@/lib/paylinks/queries";
import { getTimeline } from "@/lib/payments/timeline.queries";

export const GET = withRoute({ auth: "session", name: "GET paylink timeline" }, async (ctx, { params }) => {
  const paylink = await getPaylink(ctx, params.id ?? "");
  return getTimeline(ctx, { paymentId: null, paylinkId: paylink.id });
});
