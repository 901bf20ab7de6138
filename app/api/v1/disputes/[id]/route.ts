import { getDispute } from "@/lib/escrow/disputes/queries";
import { otherMethods } from "@/lib/http/methods";
import { withRoute } from "@/lib/http/route";

export const GET = withRoute({ auth: "apiKey", name: "GET /api/v1/disputes/{id}" }, (ctx, { params }) =>
  getDispute(ctx, params.id ?? ""),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
