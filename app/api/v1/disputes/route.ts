import { openChargeback } from "@/lib/escrow/disputes/chargeback";
import { listDisputes } from "@/lib/escrow/disputes/queries";
import { DisputeFilter } from "@/lib/escrow/schemas";
import { bodyObject } from "@/lib/http/body-object";
import { otherMethods } from "@/lib/http/methods";
import { withRoute } from "@/lib/http/route";

export const GET = withRoute({ auth: "apiKey", name: "GET /api/v1/disputes", query: DisputeFilter }, (ctx, { query }) =>
  listDisputes(ctx, query),
);

export const POST = withRoute(
  { auth: "apiKey", name: "POST /api/v1/disputes", keyRequired: true, status: 201 },
  (ctx, { body }) => openChargeback(ctx, bodyObject(body)),
);

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET", "POST");
