import { otherMethods } from "@/lib/http/methods";
import { withRoute } from "@/lib/http/route";
import { getRefund } from "@/lib/refunds/queries";

export const GET = withRoute({ auth: "apiKey", name: "GET /api/v1/refunds/{id}" }, (ctx, { params }) =>
  getRefund(ctx, params.id ?? ""),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
