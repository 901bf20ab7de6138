import { bodyObject } from "@/lib/http/body-object";
import { withRoute } from "@/lib/http/route";
import { withdrawRefund } from "@/lib/refunds/decide-refund";

export const POST = withRoute({ auth: "apiKey", name: "POST /api/v1/refunds/{id}/withdraw" }, (ctx, { params, body }) =>
  withdrawRefund(ctx, { ...bodyObject(body), id: params.id }),
);
