"use server";

import { releaseInBulk } from "@/lib/escrow/releases/bulk-release";
import type { EscrowDto } from "@/lib/escrow/schemas";
import { commandAction } from "@/lib/http/action";

type Confirmed = { evidence_class: EscrowDto["evidence_class"]; ids: string[]; amount: number; note: string };

const bulk = commandAction("escrow.release-bulk", (ctx, input: Confirmed) => releaseInBulk(ctx, input));

/** The cases that were ticked, held to the sum the person typed. */
export async function releaseInBulkAction(slug: string, command: string, input: Confirmed) {
  return bulk(slug, command, input);
}
