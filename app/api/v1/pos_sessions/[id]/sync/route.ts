import { otherMethods } from "@/lib/http/methods";
import { withRoute } from "@/lib/http/route";
import { withoutScreenFields } from "@/lib/pos/sales/session-dto";
import { askPosSale } from "@/lib/pos/steps/ask-sale";

export const POST = withRoute(
  { auth: "apiKey", name: "POST /api/v1/pos_sessions/{id}/sync" },
  async (ctx, { params }) => withoutScreenFields(await askPosSale(ctx, { id: params.id })),
);

export const { GET, HEAD, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
