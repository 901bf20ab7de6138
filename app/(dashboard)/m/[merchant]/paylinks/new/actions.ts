"use server";

import type { SubmissionResult } from "@conform-to/react";
import { parseWithZod } from "@conform-to/zod/v4";
import { redirect } from "next/navigation";
import { getLocale } from "next-intl/server";
import { routes } from "@/app/_lib/routes";
import { merchantAction } from "@/lib/http/action";
import type { MoneyLocale } from "@/lib/kernel/parse-money";
import { createPaylink } from "@/lib/paylinks/create-paylink";
import { fieldOfPath, paylinkFormSchema } from "./paylink-form";

type Result = SubmissionResult<string[]>;

const create = merchantAction((ctx, input: unknown) => createPaylink(ctx, input));

/** Creates the link and opens its page. A link whose provider has not answered yet opens too, as being made. */
export async function createPaylinkAction(slug: string, _last: Result | null, data: FormData): Promise<Result> {
  const locale = (await getLocale()) as MoneyLocale;
  const submission = parseWithZod(data, { schema: paylinkFormSchema(locale) });
  if (submission.status !== "success") return submission.reply();

  const state = await create(slug, submission.value);
  if (state.kind === "ok") redirect(routes.paylink(slug, state.value.id));
  if (state.kind === "invalid") {
    const fieldErrors = Object.fromEntries(
      Object.entries(state.fieldErrors).map(([path, codes]) => [fieldOfPath(path), codes]),
    );
    return submission.reply({ fieldErrors });
  }
  // First what to quote, then the provider's own words: the page adds what it means for the money.
  const quoted = state.kind === "error" ? [state.requestId, state.detail ?? ""].filter(Boolean) : [];
  return submission.reply({ formErrors: quoted });
}
