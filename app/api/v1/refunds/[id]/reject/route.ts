import { bodyObject } from "@/lib/http/body-object";
import { withRoute } from "@/lib/http/route";
import { rejectRefund } from "@/lib/refunds/decide-refund";

export const POST = withRoute({ auth: "apiKey", name: "POST /api/v1/refunds/{id}/reject" }, (ctx, { params, body }) =>
  rejectRefund(ctx, { ...bodyObject(body), id: params.id }),
);
