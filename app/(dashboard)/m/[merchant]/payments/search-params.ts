import { z } from "zod";
import { type PaymentListParams, TILES } from "./list-params";

const ListParams = z.object({
  tile: z.enum(TILES).catch("all"),
  q: z.string().trim().max(120).catch(""),
  paylink: z.string().max(40).catch(""),
  after: z.string().max(40).catch(""),
});

/** The address is the state: a bad value counts as absent, never as an error page. */
export function parsePaymentListParams(raw: Record<string, string | string[] | undefined>): PaymentListParams {
  return ListParams.parse(raw);
}
