import { z } from "zod";
import { DEAD_LETTER_STATES } from "@/lib/jobs/schemas";
import type { JobListParams } from "./list-params";

const Params = z.object({
  state: z.enum(["all", ...DEAD_LETTER_STATES]).catch("open"),
  after: z.string().max(60).catch(""),
});

/** The address is the state: what waits for a person is shown unless something else is asked for. */
export function parseJobListParams(raw: Record<string, string | string[] | undefined>): JobListParams {
  return Params.parse(raw);
}
