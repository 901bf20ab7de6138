import { otherMethods } from "@/lib/http/methods";
import { withRoute } from "@/lib/http/route";
import { getPayout } from "@/lib/payouts/queries";

export const GET = withRoute({ auth: "apiKey", name: "GET /api/v1/payouts/{id}" }, (ctx, { params }) =>
  getPayout(ctx, params.id ?? ""),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
