import { otherMethods } from "@/lib/http/methods";
import { withRoute } from "@/lib/http/route";
import { getCase } from "@/lib/reconciliation/queries";

export const GET = withRoute({ auth: "apiKey", name: "GET /api/v1/reconciliation/cases/{id}" }, (ctx, { params }) =>
  getCase(ctx, params.id ?? ""),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
