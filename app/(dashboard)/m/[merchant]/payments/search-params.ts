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

/** The same filter as the query string of the internal API. */
export function toApiFilter(params: PaymentListParams): Record<string, string | number> {
  const search = parseSearch(params.q);
  const filter = {
    ...search.filter,
    ...(params.tile === "all" ? {} : { tile: params.tile }),
    ...(params.paylink === "" ? {} : { paylink_id: params.paylink }),
    ...(params.after === "" ? {} : { starting_after: params.after }),
  };
  return filter;
}

export function isFiltered(params: PaymentListParams): boolean {
  return params.tile !== "all" || params.q !== "" || params.paylink !== "" || params.after !== "";
}
