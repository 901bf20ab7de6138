import { withoutActions } from "@/lib/checkout/sessions/checkout-dto";
import { createCheckout } from "@/lib/checkout/sessions/create-checkout";
import { listCheckouts } from "@/lib/checkout/sessions/queries";
import { CheckoutFilter } from "@/lib/checkout/sessions/schemas";
import { otherMethods } from "@/lib/http/methods";
import { withRoute } from "@/lib/http/route";

export const POST = withRoute({ auth: "apiKey", name: "POST /api/v1/checkouts", status: 201 }, (ctx, { body }) =>
  createCheckout(ctx, body),
);

export const GET = withRoute(
  { auth: "apiKey", name: "GET /api/v1/checkouts", query: CheckoutFilter },
  async (ctx, { query }) => {
    const page = await listCheckouts(ctx, query);
    return { ...page, data: page.data.map(withoutActions) };
  },
);

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET", "POST");
