import { z } from "zod";
import { REFUND_STATUSES } from "@/lib/refunds/refund";
import type { RefundListParams } from "./list-params";

const ListParams = z.object({
  status: z.enum(["all", ...REFUND_STATUSES]).catch("all"),
  after: z.string().max(40).catch(""),
});

/** The address is the state: a bad value counts as absent, never as an error page. */
export function parseRefundListParams(raw: Record<string, string | string[] | undefined>): RefundListParams {
  return ListParams.parse(raw);
}
