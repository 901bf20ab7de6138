import { bodyObject } from "@/lib/http/body-object";
import { otherMethods } from "@/lib/http/methods";
import { withRoute } from "@/lib/http/route";
import { withdrawPayout } from "@/lib/payouts/decide-payouts";

export const POST = withRoute(
  { auth: "apiKey", name: "POST /api/v1/payouts/{id}/withdraw", keyRequired: true },
  (ctx, { params, body }) => withdrawPayout(ctx, { ...bodyObject(body), id: params.id }),
);

export const { GET, HEAD, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
