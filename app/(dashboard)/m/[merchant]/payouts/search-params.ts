import { z } from "zod";
import { PAYOUT_STATUSES } from "@/lib/payouts/payout";
import type { PayoutListParams } from "./list-params";

const ListParams = z.object({
  status: z.enum(["all", ...PAYOUT_STATUSES]).catch("all"),
  after: z.string().max(40).catch(""),
});

/** The address is the state: a bad value counts as absent, never as an error page. */
export function parsePayoutListParams(raw: Record<string, string | string[] | undefined>): PayoutListParams {
  return ListParams.parse(raw);
}
