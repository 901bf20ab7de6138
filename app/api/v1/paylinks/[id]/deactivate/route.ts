import { withRoute } from "@/lib/http/route";
import { deactivatePaylink } from "@/lib/paylinks/deactivate-paylink";

export const POST = withRoute({ auth: "apiKey", name: "POST /api/v1/paylinks/{id}/deactivate" }, (ctx, { params }) =>
  deactivatePaylink(ctx, { id: params.id }),
);
