import { getEscrow } from "@/lib/escrow/desk/queries";
import { otherMethods } from "@/lib/http/methods";
import { withRoute } from "@/lib/http/route";

export const GET = withRoute({ auth: "apiKey", name: "GET /api/v1/escrow_accounts/{id}" }, (ctx, { params }) =>
  getEscrow(ctx, params.id ?? ""),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
