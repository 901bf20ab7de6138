import { releaseInBulk } from "@/lib/escrow/releases/bulk-release";
import { bodyObject } from "@/lib/http/body-object";
import { otherMethods } from "@/lib/http/methods";
import { withRoute } from "@/lib/http/route";

export const POST = withRoute(
  { auth: "apiKey", name: "POST /api/v1/escrow_accounts/bulk_release", keyRequired: true },
  (ctx, { body }) => releaseInBulk(ctx, bodyObject(body)),
);

export const { GET, HEAD, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
