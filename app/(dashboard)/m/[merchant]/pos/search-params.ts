import { z } from "zod";
import { POS_STATUSES } from "@/lib/pos/session";
import type { PosParams } from "./list-params";

const Params = z.object({
  view: z.enum(["board", "table"]).catch("board"),
  status: z.enum(["all", ...POS_STATUSES]).catch("all"),
  terminal: z.string().max(40).catch(""),
  q: z.string().trim().max(60).catch(""),
  after: z.string().max(40).catch(""),
  kiosk: z.literal("1").optional().catch(undefined),
  hide: z.literal("1").optional().catch(undefined),
});

/** The address is the state: a bad value counts as absent, never as an error page. */
export function parsePosParams(raw: Record<string, string | string[] | undefined>): PosParams {
  const { kiosk, hide, ...params } = Params.parse(raw);
  return { ...params, kiosk: kiosk === "1", hidden: hide === "1" };
}
