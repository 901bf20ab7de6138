import { bodyObject } from "@/lib/http/body-object";
import { otherMethods } from "@/lib/http/methods";
import { withRoute } from "@/lib/http/route";
import { requestPayouts } from "@/lib/payouts/request-payouts";

export const POST = withRoute(
  { auth: "apiKey", name: "POST /api/v1/payouts/{id}/request", keyRequired: true },
  async (ctx, { params, body }) => (await requestPayouts(ctx, { ...bodyObject(body), ids: [params.id] })).data[0],
);

export const { GET, HEAD, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
