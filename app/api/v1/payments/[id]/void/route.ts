import { voidAuthorisation } from "@/lib/captures/request-capture";
import { bodyObject } from "@/lib/http/body-object";
import { otherMethods } from "@/lib/http/methods";
import { withRoute } from "@/lib/http/route";
import { AppError } from "@/lib/kernel/errors";
import { getPayment } from "@/lib/payments/queries";
import { voidPayment } from "@/lib/refunds/request-refund";

const isAuthorised = (cause: unknown) => cause instanceof AppError && cause.details.reason === "payment_is_authorised";

export const POST = withRoute(
  { auth: "apiKey", name: "POST /api/v1/payments/{id}/void", keyRequired: true },
  async (ctx, { params, body }) => {
    const id = params.id ?? "";
    try {
      await voidPayment(ctx, { ...bodyObject(body), payment_id: id });
    } catch (cause) {
      if (!isAuthorised(cause)) throw cause;
      return voidAuthorisation(ctx, { payment_id: id });
    }
    return getPayment(ctx, id);
  },
);

export const { GET, HEAD, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
