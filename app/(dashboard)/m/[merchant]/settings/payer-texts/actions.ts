"use server";

import { merchantAction } from "@/lib/http/action";
import { setPayerTexts } from "@/lib/settings/set-payer-texts";

const set = merchantAction((ctx, input: { privacy: string; distance_sales: string }) => setPayerTexts(ctx, input));

/** The same texts sent twice leave the same texts. */
export async function setPayerTextsAction(slug: string, input: { privacy: string; distance_sales: string }) {
  return set(slug, input);
}
