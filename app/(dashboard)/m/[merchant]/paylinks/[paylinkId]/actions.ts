"use server";

import { revalidatePath } from "next/cache";
import { routes } from "@/app/_lib/routes";
import { type ActionState, merchantAction } from "@/lib/http/action";
import { deactivatePaylink } from "@/lib/paylinks/deactivate-paylink";
import type { PaylinkDto } from "@/lib/paylinks/schemas";

const deactivate = merchantAction((ctx, input: { id: string }) => deactivatePaylink(ctx, input));

/** Asks to close the link. The answer says whether the wish was recorded; the provider confirms later. */
export async function deactivatePaylinkAction(slug: string, id: string): Promise<ActionState<PaylinkDto>> {
  const state = await deactivate(slug, { id });
  if (state.kind === "ok") revalidatePath(routes.paylink(slug, id));
  return state;
}
