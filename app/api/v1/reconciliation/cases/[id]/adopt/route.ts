import { bodyObject } from "@/lib/http/body-object";
import { otherMethods } from "@/lib/http/methods";
import { withRoute } from "@/lib/http/route";
import { adoptCase } from "@/lib/reconciliation/fix-case";

export const POST = withRoute(
  { auth: "apiKey", name: "POST /api/v1/reconciliation/cases/{id}/adopt", keyRequired: true },
  (ctx, { params, body }) => adoptCase(ctx, { ...bodyObject(body), id: params.id }),
);

export const { GET, HEAD, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
