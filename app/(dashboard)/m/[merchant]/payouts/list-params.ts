import type { PayoutStatus } from "@/lib/payouts/payout";

/** The list's state as the address carries it; parsed in `search-params.ts`, which the browser does not load. */
export type PayoutListParams = { status: PayoutStatus | "all"; after: string };

/** The same filter as the query string of the internal API. */
export function toApiFilter(params: PayoutListParams): { status?: PayoutStatus; starting_after?: string } {
  return {
    ...(params.status === "all" ? {} : { status: params.status }),
    ...(params.after === "" ? {} : { starting_after: params.after }),
  };
}

/** The steps that wait for a person, in the order money takes them. */
export const STEPS = ["waiting", "awaiting_approval", "approved", "exported"] as const;
export type Step = (typeof STEPS)[number];
export const stepFilter = (status: Step) => ({ status, limit: 100 }) as const;
