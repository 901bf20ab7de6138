"use server";

import { revalidatePath } from "next/cache";
import { routes } from "@/app/_lib/routes";
import { merchantAction } from "@/lib/http/action";
import type { CardEntry } from "@/lib/settings/accounts.queries";
import { setCardEntry } from "@/lib/settings/set-card-entry";

export type CardEntryWish = { provider_account_id: string; card_entry: CardEntry; acknowledged: boolean };

const set = merchantAction((ctx, input: CardEntryWish) => setCardEntry(ctx, input));

/** The same choice sent twice leaves the same choice. */
export async function setCardEntryAction(slug: string, input: CardEntryWish) {
  const state = await set(slug, input);
  if (state.kind === "ok") revalidatePath(routes.accounts(slug));
  return state;
}
