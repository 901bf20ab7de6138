import { bodyObject } from "@/lib/http/body-object";
import { otherMethods } from "@/lib/http/methods";
import { withRoute } from "@/lib/http/route";
import { planBulkRefund } from "@/lib/refunds/bulk/plan-bulk-refund";
import { requestBulkRefund } from "@/lib/refunds/bulk/request-bulk-refund";

export const POST = withRoute(
  { auth: "apiKey", name: "POST /api/v1/refunds/bulk", keyRequired: true },
  (ctx, { body }) => {
    const { dry_run: isDryRun, ...input } = bodyObject(body);
    // Anything but an outspoken `false` is a dry run: nobody gives money back by leaving a field out.
    return isDryRun === false ? requestBulkRefund(ctx, input) : planBulkRefund(ctx, { rows: input.rows });
  },
);

export const { GET, HEAD, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
