import { getCheckout } from "@/lib/checkout/sessions/queries";
import { withRoute } from "@/lib/http/route";

export const GET = withRoute({ auth: "session", name: "GET checkout" }, (ctx, { params }) =>
  getCheckout(ctx, params.id ?? ""),
);
