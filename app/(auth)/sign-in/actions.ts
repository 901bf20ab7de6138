"use server";

import type { SubmissionResult } from "@conform-to/react";
import { parseWithZod } from "@conform-to/zod/v4";
import type { Route } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { routes } from "@/app/_lib/routes";
import { signInWithPassword } from "@/lib/auth/sign-in";

/** Only a path of the dashboard may follow a sign-in; anything else goes to the person's own merchant. */
function dashboardPath(next: FormDataEntryValue | null): string | undefined {
  return typeof next === "string" && /^\/m\/[\w-]+(\/[\w/-]*)?$/.test(next) ? next : undefined;
}

export async function signInAction(
  _last: SubmissionResult<string[]> | null,
  data: FormData,
): Promise<SubmissionResult<string[]>> {
  const t = await getTranslations("auth.errors");
  const schema = z.object({
    email: z.email(t("email")).max(254),
    password: z.string(t("password")).min(1, t("password")).max(200),
  });
  const submission = parseWithZod(data, { schema });
  if (submission.status !== "success") return submission.reply({ hideFields: ["password"] });

  const outcome = await signInWithPassword(submission.value.email, submission.value.password);
  if (outcome.kind === "limited") {
    const minutes = Math.max(1, Math.ceil(outcome.retryAfterSeconds / 60));
    return submission.reply({ formErrors: [t("rate_limited", { minutes })], hideFields: ["password"] });
  }
  if (outcome.kind === "refused") return submission.reply({ formErrors: [t("refused")], hideFields: ["password"] });
  if (outcome.slug === undefined) return submission.reply({ formErrors: [t("no_merchant")], hideFields: ["password"] });
  redirect((dashboardPath(data.get("next")) ?? routes.home(outcome.slug)) as Route);
}
