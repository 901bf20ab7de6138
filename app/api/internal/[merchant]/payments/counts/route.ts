import { withRoute } from "@/lib/http/route";
import { countPaymentsByStatus } from "@/lib/payments/queries";
import { PaymentFilter } from "@/lib/payments/schemas";

export const GET = withRoute({ auth: "session", name: "GET payment counts", query: PaymentFilter }, (ctx, { query }) =>
  countPaymentsByStatus(ctx, query),
);
