import { withoutActions } from "@/lib/checkout/sessions/checkout-dto";
import { getCheckout } from "@/lib/checkout/sessions/queries";
import { otherMethods } from "@/lib/http/methods";
import { withRoute } from "@/lib/http/route";

export const GET = withRoute({ auth: "apiKey", name: "GET /api/v1/checkouts/{id}" }, async (ctx, { params }) =>
  withoutActions(await getCheckout(ctx, params.id ?? "")),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
