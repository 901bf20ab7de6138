import { parseSearch } from "./search-operators";

export const TILES = ["all", "captured", "failed", "open", "refunded", "expired"] as const;
export type Tile = (typeof TILES)[number];

/** The list's state as the address carries it; parsed in `search-params.ts`, which the browser does not load. */
export type PaymentListParams = { tile: Tile; q: string; paylink: string; after: string };

/** The same filter as the query string of the internal API. */
export function toApiFilter(params: PaymentListParams): Record<string, string | number> {
  const search = parseSearch(params.q);
  return {
    ...search.filter,
    ...(params.tile === "all" ? {} : { tile: params.tile }),
    ...(params.paylink === "" ? {} : { paylink_id: params.paylink }),
    ...(params.after === "" ? {} : { starting_after: params.after }),
  };
}

export function isFiltered(params: PaymentListParams): boolean {
  return params.tile !== "all" || params.q !== "" || params.paylink !== "" || params.after !== "";
}
