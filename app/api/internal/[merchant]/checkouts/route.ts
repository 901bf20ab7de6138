import { listCheckouts } from "@/lib/checkout/sessions/queries";
import { CheckoutFilter } from "@/lib/checkout/sessions/schemas";
import { withRoute } from "@/lib/http/route";

export const GET = withRoute({ auth: "session", name: "GET checkouts", query: CheckoutFilter }, (ctx, { query }) =>
  listCheckouts(ctx, query),
);
