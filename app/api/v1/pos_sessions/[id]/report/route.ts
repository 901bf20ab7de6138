import { bodyObject } from "@/lib/http/body-object";
import { otherMethods } from "@/lib/http/methods";
import { withRoute } from "@/lib/http/route";
import { withoutScreenFields } from "@/lib/pos/sales/session-dto";
import { reportPosSale } from "@/lib/pos/steps/report-sale";

export const POST = withRoute(
  { auth: "apiKey", name: "POST /api/v1/pos_sessions/{id}/report" },
  async (ctx, { params, body }) =>
    withoutScreenFields(await reportPosSale(ctx, { ...bodyObject(body), id: params.id })),
);

export const { GET, HEAD, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
