import { bodyObject } from "@/lib/http/body-object";
import { otherMethods } from "@/lib/http/methods";
import { withRoute } from "@/lib/http/route";
import { rejectRefund } from "@/lib/refunds/decide-refund";

export const POST = withRoute({ auth: "apiKey", name: "POST /api/v1/refunds/{id}/reject" }, (ctx, { params, body }) =>
  rejectRefund(ctx, { ...bodyObject(body), id: params.id }),
);

export const { GET, HEAD, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
