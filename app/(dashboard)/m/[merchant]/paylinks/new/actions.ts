"use server";

import { parseWithZod } from "@conform-to/zod/v4";
import { redirect } from "next/navigation";
import { getLocale } from "next-intl/server";
import { isDefinitive } from "@/app/_lib/forms/command-id";
import { routes } from "@/app/_lib/routes";
import { commandAction } from "@/lib/http/action";
import type { MoneyLocale } from "@/lib/kernel/parse-money";
import { createPaylink } from "@/lib/paylinks/create-paylink";
import type { FormAnswer } from "./form-answer";
import { fieldOfPath, paylinkFormSchema } from "./paylink-form";

const create = commandAction("paylink.create", (ctx, input: unknown) => createPaylink(ctx, input));

/**
 * Creates the link and opens its page. A link whose provider has not answered yet opens too, as being made. The hidden
 * `command_id` makes a form that is sent twice one link (fault F44).
 */
export async function createPaylinkAction(slug: string, _last: FormAnswer | null, data: FormData): Promise<FormAnswer> {
  const locale = (await getLocale()) as MoneyLocale;
  const submission = parseWithZod(data, { schema: paylinkFormSchema(locale) });
  if (submission.status !== "success") return { result: submission.reply(), problem: undefined };

  const state = await create(slug, String(data.get("command_id") ?? ""), submission.value);
  if (state.kind === "ok") redirect(routes.paylink(slug, state.value.id));
  if (state.kind === "invalid") {
    const fieldErrors = Object.fromEntries(
      Object.entries(state.fieldErrors).map(([path, codes]) => [fieldOfPath(path), codes]),
    );
    return { result: submission.reply({ fieldErrors }), problem: undefined };
  }
  // First what to quote, then the provider's own words: the page adds what it means for the money.
  const quoted = state.kind === "error" ? [state.requestId, state.detail ?? ""].filter(Boolean) : [];
  const isMismatch = state.kind === "error" && state.code === "idempotency_mismatch";
  const problem = isDefinitive(state) ? "refused" : isMismatch ? "mismatch" : "open";
  return { result: submission.reply({ formErrors: quoted }), problem };
}
