import { z } from "zod";
import { EVIDENCE_CLASSES } from "@/lib/escrow/account";
import { ESCROW_TABS } from "@/lib/escrow/schemas";
import type { EscrowListParams } from "./list-params";

const ListParams = z.object({
  tab: z.enum(ESCROW_TABS).catch("awaiting_delivery"),
  evidence: z.enum(["all", ...EVIDENCE_CLASSES]).catch("all"),
  after: z.string().max(40).catch(""),
});

/** The address is the state: a bad value counts as absent, never as an error page. */
export function parseEscrowListParams(raw: Record<string, string | string[] | undefined>): EscrowListParams {
  return ListParams.parse(raw);
}
