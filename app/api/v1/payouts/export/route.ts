import { bodyObject } from "@/lib/http/body-object";
import { otherMethods } from "@/lib/http/methods";
import { withRoute } from "@/lib/http/route";
import { exportPayouts } from "@/lib/payouts/export-payouts";

export const POST = withRoute(
  { auth: "apiKey", name: "POST /api/v1/payouts/export", keyRequired: true, status: 201 },
  (ctx, { body }) => exportPayouts(ctx, bodyObject(body)),
);

export const { GET, HEAD, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
