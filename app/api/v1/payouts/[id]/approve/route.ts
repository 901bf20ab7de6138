import { bodyObject } from "@/lib/http/body-object";
import { otherMethods } from "@/lib/http/methods";
import { withRoute } from "@/lib/http/route";
import { approvePayouts } from "@/lib/payouts/decide-payouts";

export const POST = withRoute(
  { auth: "apiKey", name: "POST /api/v1/payouts/{id}/approve", keyRequired: true },
  async (ctx, { params, body }) => (await approvePayouts(ctx, { ...bodyObject(body), ids: [params.id] })).data[0],
);

export const { GET, HEAD, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
