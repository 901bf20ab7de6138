import { withRoute } from "@/lib/http/route";
import { getPayment } from "@/lib/payments/queries";
import { getTimeline } from "@/lib/payments/timeline.queries";

export const GET = withRoute({ auth: "session", name: "GET payment timeline" }, async (ctx, { params }) => {
  const payment = await getPayment(ctx, params.id ?? "");
  return getTimeline(ctx, { paymentId: payment.id, paylinkId: payment.paylink_id });
});
