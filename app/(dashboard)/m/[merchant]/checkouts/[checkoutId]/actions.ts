"use server";

import { revalidatePath } from "next/cache";
import { routes } from "@/app/_lib/routes";
import { expireCheckout } from "@/lib/checkout/sessions/expire-checkout";
import type { CheckoutView } from "@/lib/checkout/sessions/schemas";
import { type ActionState, merchantAction } from "@/lib/http/action";

const expire = merchantAction((ctx, input: { id: string }) => expireCheckout(ctx, input));

/** Closes the page at once. Closing twice is closing once. */
export async function expireCheckoutAction(slug: string, id: string): Promise<ActionState<CheckoutView>> {
  const state = await expire(slug, { id });
  if (state.kind === "ok") revalidatePath(routes.checkout(slug, id));
  return state;
}
