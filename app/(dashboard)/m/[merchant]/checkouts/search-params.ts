import { z } from "zod";
import { CHECKOUT_STATUSES } from "@/lib/checkout/checkout";
import type { CheckoutListParams } from "./list-params";

const ListParams = z.object({
  status: z.enum(["all", ...CHECKOUT_STATUSES]).catch("all"),
  q: z.string().trim().max(120).catch(""),
  after: z.string().max(40).catch(""),
});

/** The address is the state: a bad value counts as absent, never as an error page. */
export function parseCheckoutListParams(raw: Record<string, string | string[] | undefined>): CheckoutListParams {
  return ListParams.parse(raw);
}
