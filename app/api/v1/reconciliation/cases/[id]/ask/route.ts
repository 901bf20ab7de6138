import { bodyObject } from "@/lib/http/body-object";
import { otherMethods } from "@/lib/http/methods";
import { withRoute } from "@/lib/http/route";
import { askCase } from "@/lib/reconciliation/fix-case";

export const POST = withRoute(
  { auth: "apiKey", name: "POST /api/v1/reconciliation/cases/{id}/ask", keyRequired: true },
  (ctx, { params, body }) => askCase(ctx, { ...bodyObject(body), id: params.id }),
);

export const { GET, HEAD, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
