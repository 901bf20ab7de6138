import { z } from "zod";
import { PAYLINK_STATUSES } from "@/lib/paylinks/paylink";

const ListParams = z.object({
  status: z.enum(["all", ...PAYLINK_STATUSES]).catch("all"),
  q: z.string().trim().max(120).catch(""),
  after: z.string().max(40).catch(""),
});
export type PaylinkListParams = z.output<typeof ListParams>;

/** The address is the state: a bad value counts as absent, never as an error page. */
export function parsePaylinkListParams(raw: Record<string, string | string[] | undefined>): PaylinkListParams {
  return ListParams.parse(raw);
}

/** The same filter as the query string of the internal API. */
export function toApiFilter(params: PaylinkListParams): Record<string, string> {
  return {
    ...(params.status === "all" ? {} : { status: params.status }),
    ...(params.q === "" ? {} : { q: params.q }),
    ...(params.after === "" ? {} : { starting_after: params.after }),
  };
}
