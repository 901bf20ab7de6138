import { bodyObject } from "@/lib/http/body-object";
import { otherMethods } from "@/lib/http/methods";
import { withRoute } from "@/lib/http/route";
import { requestRefund } from "@/lib/refunds/request-refund";

export const POST = withRoute(
  { auth: "apiKey", name: "POST /api/v1/payments/{id}/refunds", status: 201, keyRequired: true },
  (ctx, { params, body }) => requestRefund(ctx, { ...bodyObject(body), payment_id: params.id }),
);

export const { GET, HEAD, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
