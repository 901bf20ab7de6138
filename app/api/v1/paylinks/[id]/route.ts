import { otherMethods } from "@/lib/http/methods";
import { withRoute } from "@/lib/http/route";
import { withoutActions } from "@/lib/paylinks/paylink-dto";
import { getPaylink } from "@/lib/paylinks/queries";

export const GET = withRoute({ auth: "apiKey", name: "GET /api/v1/paylinks/{id}" }, async (ctx, { params }) =>
  withoutActions(await getPaylink(ctx, params.id ?? "")),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
