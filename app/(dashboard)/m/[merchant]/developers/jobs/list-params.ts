import type { DeadLetterDto } from "@/lib/jobs/schemas";

/** The list's state as the address carries it; parsed in `search-params.ts`, which the browser does not load. */
export type JobListParams = { state: DeadLetterDto["state"] | "all"; after: string };

/** The same filter as the query string of the internal API. */
export function toApiFilter(params: JobListParams): { state?: DeadLetterDto["state"]; starting_after?: string } {
  return {
    ...(params.state === "all" ? {} : { state: params.state }),
    ...(params.after === "" ? {} : { starting_after: params.after }),
  };
}
