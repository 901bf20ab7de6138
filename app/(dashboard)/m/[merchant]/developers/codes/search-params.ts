import { z } from "zod";
import type { UnknownCodeFilter } from "@/lib/declines/schemas";

const Params = z.object({ provider: z.enum(["paynet", "paywall"]).optional().catch(undefined) });

/** The address is the state; what it cannot mean is left out. */
export function parseCodeParams(raw: Record<string, string | string[] | undefined>): UnknownCodeFilter {
  return Params.parse(raw);
}
