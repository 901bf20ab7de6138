import { withRoute } from "@/lib/http/route";
import { getPayment } from "@/lib/payments/queries";

export const GET = withRoute({ auth: "session", name: "GET payment" }, (ctx, { params }) =>
  getPayment(ctx, params.id ?? ""),
);
