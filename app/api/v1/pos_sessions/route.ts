import { otherMethods } from "@/lib/http/methods";
import { withRoute } from "@/lib/http/route";
import { listPosSessions } from "@/lib/pos/sales/queries";
import { withoutScreenFields } from "@/lib/pos/sales/session-dto";
import { startPosSale } from "@/lib/pos/sales/start-sale";
import { PosSessionFilter } from "@/lib/pos/schemas";

export const POST = withRoute(
  { auth: "apiKey", name: "POST /api/v1/pos_sessions", status: 201, keyRequired: true },
  (ctx, { body }) => startPosSale(ctx, body),
);

export const GET = withRoute(
  { auth: "apiKey", name: "GET /api/v1/pos_sessions", query: PosSessionFilter },
  async (ctx, { query }) => {
    const page = await listPosSessions(ctx, query);
    return { ...page, data: page.data.map(withoutScreenFields) };
  },
);

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET", "POST");
