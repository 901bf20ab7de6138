import { withRoute } from "@/lib/http/route";
import { getPaylink } from "@/lib/paylinks/queries";
import { withoutActions } from "@/lib/paylinks/without-actions";

export const GET = withRoute({ auth: "apiKey", name: "GET /api/v1/paylinks/{id}" }, async (ctx, { params }) =>
  withoutActions(await getPaylink(ctx, params.id ?? "")),
);
