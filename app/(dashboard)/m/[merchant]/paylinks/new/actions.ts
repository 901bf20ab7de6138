"use server";

import type { SubmissionResult } from "@conform-to/react";
import { parseWithZod } from "@conform-to/zod/v4";
import { redirect } from "next/navigation";
import { getLocale } from "next-intl/server";
import { routes } from "@/app/_lib/routes";
import { requireMerchant } from "@/lib/auth/require-merchant";
import { AppError } from "@/lib/kernel/errors";
import type { MoneyLocale } from "@/lib/kernel/parse-money";
import { createPaylink } from "@/lib/paylinks/create-paylink";
import { fieldOfPath, paylinkFormSchema } from "./paylink-form";

type Result = SubmissionResult<string[]>;

/** A refusal as field and form errors. `formErrors[0]` is a code, [1] the provider's own words. */
function refusal(error: AppError): { fieldErrors: Record<string, string[]>; formErrors: string[] } {
  const fieldErrors = Object.fromEntries((error.details.errors ?? []).map(({ path, message }) => [fieldOfPath(path), [message]]));
  const words = error.details.provider_message;
  return { fieldErrors, formErrors: [error.code, ...(typeof words === "string" ? [words] : [])] };
}

/** Creates the link and opens its page. A link whose provider has not answered yet opens too, as being made. */
export async function createPaylinkAction(slug: string, _last: Result | null, data: FormData): Promise<Result> {
  const locale = (await getLocale()) as MoneyLocale;
  const submission = parseWithZod(data, { schema: paylinkFormSchema(locale) });
  if (submission.status !== "success") return submission.reply();

  const context = await requireMerchant(slug);
  let id: string;
  try {
    const link = await createPaylink(context, submission.value);
    id = link.id;
  } catch (error) {
    if (error instanceof AppError) return submission.reply(refusal(error));
    throw error;
  }
  redirect(routes.paylink(slug, id));
}
