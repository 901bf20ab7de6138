import type { CheckoutStatus } from "@/lib/checkout/checkout";

/** The list's state as the address carries it; parsed in `search-params.ts`, which the browser does not load. */
export type CheckoutListParams = { status: CheckoutStatus | "all"; q: string; after: string };

/** The same filter as the query string of the internal API. */
export function toApiFilter(params: CheckoutListParams): Record<string, string> {
  return {
    ...(params.status === "all" ? {} : { status: params.status }),
    ...(params.q === "" ? {} : { q: params.q }),
    ...(params.after === "" ? {} : { starting_after: params.after }),
  };
}
