import { otherMethods } from "@/lib/http/methods";
import { withRoute } from "@/lib/http/route";
import { getPosSession } from "@/lib/pos/sales/queries";
import { withoutScreenFields } from "@/lib/pos/sales/session-dto";

export const GET = withRoute({ auth: "apiKey", name: "GET /api/v1/pos_sessions/{id}" }, async (ctx, { params }) =>
  withoutScreenFields(await getPosSession(ctx, params.id ?? "")),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
