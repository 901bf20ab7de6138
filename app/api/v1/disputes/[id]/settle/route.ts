import { settleChargeback } from "@/lib/escrow/disputes/chargeback";
import { bodyObject } from "@/lib/http/body-object";
import { otherMethods } from "@/lib/http/methods";
import { withRoute } from "@/lib/http/route";

export const POST = withRoute(
  { auth: "apiKey", name: "POST /api/v1/disputes/{id}/settle", keyRequired: true },
  (ctx, { params, body }) => settleChargeback(ctx, { ...bodyObject(body), id: params.id }),
);

export const { GET, HEAD, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
