import { bodyObject } from "@/lib/http/body-object";
import { otherMethods } from "@/lib/http/methods";
import { withRoute } from "@/lib/http/route";
import { withoutScreenFields } from "@/lib/pos/sales/session-dto";
import { reversePosSale } from "@/lib/pos/steps/reverse-sale";

export const POST = withRoute(
  { auth: "apiKey", name: "POST /api/v1/pos_sessions/{id}/reversal", keyRequired: true },
  async (ctx, { params, body }) =>
    withoutScreenFields(await reversePosSale(ctx, { ...bodyObject(body), id: params.id })),
);

export const { GET, HEAD, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
