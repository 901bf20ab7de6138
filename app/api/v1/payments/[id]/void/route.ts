import { bodyObject } from "@/lib/http/body-object";
import { withRoute } from "@/lib/http/route";
import { getPayment } from "@/lib/payments/queries";
import { voidPayment } from "@/lib/refunds/request-refund";

export const POST = withRoute(
  { auth: "apiKey", name: "POST /api/v1/payments/{id}/void", keyRequired: true },
  async (ctx, { params, body }) => {
    await voidPayment(ctx, { ...bodyObject(body), payment_id: params.id });
    return getPayment(ctx, params.id ?? "");
  },
);
