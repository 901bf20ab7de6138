import { z } from "zod";
import { DISPUTE_STATUSES } from "@/lib/escrow/account";
import type { DisputeListParams } from "./list-params";

const ListParams = z.object({
  status: z.enum(["all", ...DISPUTE_STATUSES]).catch("all"),
  after: z.string().max(40).catch(""),
});

/** The address is the state: a bad value counts as absent, never as an error page. */
export function parseDisputeListParams(raw: Record<string, string | string[] | undefined>): DisputeListParams {
  return ListParams.parse(raw);
}
