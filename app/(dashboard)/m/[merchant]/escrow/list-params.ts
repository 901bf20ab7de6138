import type { EscrowDto, EscrowTab } from "@/lib/escrow/schemas";

/** The list's state as the address carries it; parsed in `search-params.ts`, which the browser does not load. */
export type EscrowListParams = { tab: EscrowTab; evidence: EscrowDto["evidence_class"] | "all"; after: string };

/** The same filter as the query string of the internal API. */
export function toApiFilter(params: EscrowListParams): Record<string, string> {
  return {
    tab: params.tab,
    ...(params.evidence === "all" ? {} : { evidence_class: params.evidence }),
    ...(params.after === "" ? {} : { starting_after: params.after }),
  };
}
