import { otherMethods } from "@/lib/http/methods";
import { withRoute } from "@/lib/http/route";
import { listRefunds } from "@/lib/refunds/queries";
import { RefundFilter } from "@/lib/refunds/schemas";

export const GET = withRoute({ auth: "apiKey", name: "GET /api/v1/refunds", query: RefundFilter }, (ctx, { query }) =>
  listRefunds(ctx, query),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
