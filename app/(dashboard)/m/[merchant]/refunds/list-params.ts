import type { RefundStatus } from "@/lib/refunds/refund";

/** The list's state as the address carries it; parsed in `search-params.ts`, which the browser does not load. */
export type RefundListParams = { status: RefundStatus | "all"; after: string };

/** The same filter as the query string of the internal API. */
export function toApiFilter(params: RefundListParams): { status?: RefundStatus; starting_after?: string } {
  return {
    ...(params.status === "all" ? {} : { status: params.status }),
    ...(params.after === "" ? {} : { starting_after: params.after }),
  };
}

/** What the approvals above the list ask for. */
export const APPROVALS = { status: "awaiting_approval", limit: 100 } as const;
