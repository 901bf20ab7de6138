import { withRoute } from "@/lib/http/route";
import { getRefund } from "@/lib/refunds/queries";

export const GET = withRoute({ auth: "apiKey", name: "GET /api/v1/refunds/{id}" }, (ctx, { params }) =>
  getRefund(ctx, params.id ?? ""),
);
