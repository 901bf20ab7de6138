"use server";

import { revalidatePath } from "next/cache";
import { routes } from "@/app/_lib/routes";
import { liftFreeze } from "@/lib/checkout/guard/lift-freeze";
import { merchantAction } from "@/lib/http/action";

const lift = merchantAction((ctx, input: { id: string }) => liftFreeze(ctx, input));

/** Lifting twice is lifting once. */
export async function liftFreezeAction(slug: string, id: string) {
  const state = await lift(slug, { id });
  if (state.kind === "ok") revalidatePath(routes.guard(slug));
  return state;
}
