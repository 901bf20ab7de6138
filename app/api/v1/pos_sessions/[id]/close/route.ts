import { otherMethods } from "@/lib/http/methods";
import { withRoute } from "@/lib/http/route";
import { withoutScreenFields } from "@/lib/pos/sales/session-dto";
import { closePosSession } from "@/lib/pos/steps/close-key";

export const POST = withRoute(
  { auth: "apiKey", name: "POST /api/v1/pos_sessions/{id}/close" },
  async (ctx, { params }) => withoutScreenFields(await closePosSession(ctx, { id: params.id })),
);

export const { GET, HEAD, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
