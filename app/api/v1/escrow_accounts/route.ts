import { listEscrows } from "@/lib/escrow/desk/queries";
import { EscrowFilter } from "@/lib/escrow/schemas";
import { otherMethods } from "@/lib/http/methods";
import { withRoute } from "@/lib/http/route";

export const GET = withRoute(
  { auth: "apiKey", name: "GET /api/v1/escrow_accounts", query: EscrowFilter },
  (ctx, { query }) => listEscrows(ctx, query),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
