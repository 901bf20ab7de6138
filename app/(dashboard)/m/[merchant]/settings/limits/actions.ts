"use server";

import { revalidatePath } from "next/cache";
import { routes } from "@/app/_lib/routes";
import { merchantAction } from "@/lib/http/action";
import { changeLimits } from "@/lib/settings/limits/change-limits";

/** Minor units. */
export type LimitsWish = { refund_limit: number; release_limit: number; password: string };

// No stored answer as other forms have: what is sent holds a password. Sent twice it leaves what it left the first time.
const change = merchantAction((ctx, input: LimitsWish) => changeLimits(ctx, input));

export async function changeLimitsAction(slug: string, input: LimitsWish) {
  const state = await change(slug, input);
  if (state.kind === "ok") revalidatePath(routes.limits(slug));
  return state;
}
