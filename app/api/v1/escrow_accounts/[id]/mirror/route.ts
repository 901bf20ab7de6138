import { decideMirror } from "@/lib/escrow/mirror/decide-mirror";
import { bodyObject } from "@/lib/http/body-object";
import { otherMethods } from "@/lib/http/methods";
import { withRoute } from "@/lib/http/route";

export const POST = withRoute(
  { auth: "apiKey", name: "POST /api/v1/escrow_accounts/{id}/mirror", keyRequired: true },
  (ctx, { params, body }) => decideMirror(ctx, { ...bodyObject(body), id: params.id }),
);

export const { GET, HEAD, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
