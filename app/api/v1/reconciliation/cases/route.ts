import { otherMethods } from "@/lib/http/methods";
import { withRoute } from "@/lib/http/route";
import { listCases } from "@/lib/reconciliation/queries";
import { CaseFilter } from "@/lib/reconciliation/schemas";

export const GET = withRoute(
  { auth: "apiKey", name: "GET /api/v1/reconciliation/cases", query: CaseFilter },
  (ctx, { query }) => listCases(ctx, query),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
