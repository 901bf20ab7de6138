import { withoutActions } from "@/lib/checkout/sessions/checkout-dto";
import { expireCheckout } from "@/lib/checkout/sessions/expire-checkout";
import { otherMethods } from "@/lib/http/methods";
import { withRoute } from "@/lib/http/route";

export const POST = withRoute({ auth: "apiKey", name: "POST /api/v1/checkouts/{id}/expire" }, async (ctx, { params }) =>
  withoutActions(await expireCheckout(ctx, { id: params.id })),
);

export const { GET, HEAD, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
