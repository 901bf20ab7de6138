import { otherMethods } from "@/lib/http/methods";
import { withRoute } from "@/lib/http/route";
import { listPayments } from "@/lib/payments/queries";
import { PaymentFilter } from "@/lib/payments/schemas";

export const GET = withRoute({ auth: "apiKey", name: "GET /api/v1/payments", query: PaymentFilter }, (ctx, { query }) =>
  listPayments(ctx, query),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
