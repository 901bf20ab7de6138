import { z } from "zod";
import { parseSearch } from "./search-operators";

export const TILES = ["all", "captured", "failed", "open", "refunded", "expired"] as const;
export type Tile = (typeof TILES)[number];

const ListParams = z.object({
  tile: z.enum(TILES).catch("all"),
  q: z.string().trim().max(120).catch(""),
  paylink: z.string().max(40).catch(""),
  after: z.string().max(40).catch(""),
});
export type PaymentListParams = z.output<typeof ListParams>;

/** The address is the state: a bad value counts as absent, never as an error page. */
export function parsePaymentListParams(raw: Record<string, string | string[] | undefined>): PaymentListParams {
  return ListParams.parse(raw);
}

/** What each tile asks the API for. */
const TILE_FILTER: Record<Tile, Record<string, string>> = {
  all: {},
  captured: { status: "captured" },
  failed: { status: "failed" },
  open: { status: "unknown" },
  refunded: { status: "refunded" },
  expired: { status: "expired" },
};

/** The same filter as the query string of the internal API. */
export function toApiFilter(params: PaymentListParams): Record<string, string | number> {
  const search = parseSearch(params.q);
  return {
    ...search.filter,
    ...TILE_FILTER[params.tile],
    ...(params.paylink === "" ? {} : { paylink_id: params.paylink }),
    ...(params.after === "" ? {} : { starting_after: params.after }),
  };
}

export function isFiltered(params: PaymentListParams): boolean {
  return params.tile !== "all" || params.q !== "" || params.paylink !== "" || params.after !== "";
}
