import { otherMethods } from "@/lib/http/methods";
import { withRoute } from "@/lib/http/route";
import { withoutScreenFields } from "@/lib/pos/sales/session-dto";
import { cancelPosSale } from "@/lib/pos/steps/decide-sale";

export const POST = withRoute(
  { auth: "apiKey", name: "POST /api/v1/pos_sessions/{id}/cancel" },
  async (ctx, { params }) => withoutScreenFields(await cancelPosSale(ctx, { id: params.id })),
);

export const { GET, HEAD, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
