import { otherMethods } from "@/lib/http/methods";
import { withRoute } from "@/lib/http/route";
import { getPayment } from "@/lib/payments/queries";

export const GET = withRoute({ auth: "apiKey", name: "GET /api/v1/payments/{id}" }, (ctx, { params }) =>
  getPayment(ctx, params.id ?? ""),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
