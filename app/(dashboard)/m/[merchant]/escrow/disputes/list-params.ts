import type { DisputeDto } from "@/lib/escrow/schemas";

/** The list's state as the address carries it; parsed in `search-params.ts`, which the browser does not load. */
export type DisputeListParams = { status: DisputeDto["status"] | "all"; after: string };

/** The same filter as the query string of the internal API. */
export function toApiFilter(params: DisputeListParams): Record<string, string> {
  return {
    ...(params.status === "all" ? {} : { status: params.status }),
    ...(params.after === "" ? {} : { starting_after: params.after }),
  };
}
