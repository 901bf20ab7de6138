import { otherMethods } from "@/lib/http/methods";
import { withRoute } from "@/lib/http/route";
import { syncPayment } from "@/lib/payments/sync-payment";

export const POST = withRoute({ auth: "apiKey", name: "POST /api/v1/payments/{id}/sync" }, (ctx, { params }) =>
  syncPayment(ctx, { id: params.id }),
);

export const { GET, HEAD, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
