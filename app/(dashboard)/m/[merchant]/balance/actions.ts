"use server";

import { merchantAction } from "@/lib/http/action";
import type { SettlementTermsInput } from "@/lib/ledger/schemas";
import { setSettlementTerms } from "@/lib/ledger/set-settlement-terms";

const set = merchantAction((ctx, input: SettlementTermsInput) => setSettlementTerms(ctx, input));

/** Sent twice it is refused the second time: one account has one row a day. */
export async function setTermsAction(slug: string, input: SettlementTermsInput) {
  return set(slug, input);
}
