import { z } from "zod";
import { PAYLINK_STATUSES } from "@/lib/paylinks/paylink";
import type { PaylinkListParams } from "./list-params";

const ListParams = z.object({
  status: z.enum(["all", ...PAYLINK_STATUSES]).catch("all"),
  q: z.string().trim().max(120).catch(""),
  after: z.string().max(40).catch(""),
});

/** The address is the state: a bad value counts as absent, never as an error page. */
export function parsePaylinkListParams(raw: Record<string, string | string[] | undefined>): PaylinkListParams {
  return ListParams.parse(raw);
}
