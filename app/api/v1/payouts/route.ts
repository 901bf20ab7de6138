import { otherMethods } from "@/lib/http/methods";
import { withRoute } from "@/lib/http/route";
import { listPayouts } from "@/lib/payouts/queries";
import { PayoutFilter } from "@/lib/payouts/schemas";

export const GET = withRoute({ auth: "apiKey", name: "GET /api/v1/payouts", query: PayoutFilter }, (ctx, { query }) =>
  listPayouts(ctx, query),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
