import { capturePayment } from "@/lib/captures/request-capture";
import { bodyObject } from "@/lib/http/body-object";
import { otherMethods } from "@/lib/http/methods";
import { withRoute } from "@/lib/http/route";

export const POST = withRoute(
  { auth: "apiKey", name: "POST /api/v1/payments/{id}/capture", keyRequired: true },
  (ctx, { params, body }) => capturePayment(ctx, { ...bodyObject(body), payment_id: params.id }),
);

export const { GET, HEAD, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
