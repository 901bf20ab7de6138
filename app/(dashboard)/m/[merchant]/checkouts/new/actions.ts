"use server";

import { getLocale } from "next-intl/server";
import { isDefinitive } from "@/app/_lib/forms/command-id";
import { createCheckout } from "@/lib/checkout/sessions/create-checkout";
import { commandAction } from "@/lib/http/action";
import type { MoneyLocale } from "@/lib/kernel/parse-money";
import type { CheckoutDraft } from "./checkout-draft";
import { type FieldErrors, fieldOfPath, readDraft } from "./read-draft";

/**
 * What the form learns. `refused`: none was made. `open` and `lost`: it may have been, and sending again makes no
 * second one. `mismatch`: an earlier sending with other details may have made one.
 */
export type FormAnswer =
  | { kind: "made"; id: string }
  | { kind: "invalid"; errors: FieldErrors }
  | { kind: "refused" | "open" | "lost" | "mismatch"; requestId: string };

const create = commandAction("checkout.create", (ctx, input: unknown) => createCheckout(ctx, input));

/** Opens a payment page. The command's id makes a form that is sent twice one checkout (fault F44). */
export async function createCheckoutAction(slug: string, commandId: string, draft: CheckoutDraft): Promise<FormAnswer> {
  const reading = readDraft(draft, (await getLocale()) as MoneyLocale);
  if (reading.kind === "invalid") return reading;
  const state = await create(slug, commandId, reading.input);
  if (state.kind === "ok") return { kind: "made", id: state.value.id };
  if (state.kind !== "error") {
    const found = state.kind === "invalid" ? Object.entries(state.fieldErrors) : [];
    return { kind: "invalid", errors: Object.fromEntries(found.map(([path, codes]) => [fieldOfPath(path), codes])) };
  }
  const isMismatch = state.code === "idempotency_mismatch";
  return { kind: isDefinitive(state) ? "refused" : isMismatch ? "mismatch" : "open", requestId: state.requestId };
}
