import { otherMethods } from "@/lib/http/methods";
import { withRoute } from "@/lib/http/route";
import { deactivatePaylink } from "@/lib/paylinks/deactivate-paylink";

export const POST = withRoute({ auth: "apiKey", name: "POST /api/v1/paylinks/{id}/deactivate" }, (ctx, { params }) =>
  deactivatePaylink(ctx, { id: params.id }),
);

export const { GET, HEAD, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
