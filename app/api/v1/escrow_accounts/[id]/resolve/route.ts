import { resolveDispute } from "@/lib/escrow/disputes/open-dispute";
import { bodyObject } from "@/lib/http/body-object";
import { otherMethods } from "@/lib/http/methods";
import { withRoute } from "@/lib/http/route";

export const POST = withRoute(
  { auth: "apiKey", name: "POST /api/v1/escrow_accounts/{id}/resolve", keyRequired: true },
  (ctx, { params, body }) => resolveDispute(ctx, { ...bodyObject(body), id: params.id }),
);

export const { GET, HEAD, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
