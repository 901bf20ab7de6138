"use server";

import type { SubmissionResult } from "@conform-to/react";
import { parseWithZod } from "@conform-to/zod/v4";
import { redirect } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { z } from "zod";
import { routes } from "@/app/_lib/routes";
import { newOwnerSchema } from "@/lib/auth/setup/new-owner";
import { setUp } from "@/lib/auth/setup/set-up";

const SECRET: ["password"] = ["password"];

/** Makes the first owner, signs them in and goes on to the providers' accounts, the next thing an installation needs. */
export async function setUpAction(
  _last: SubmissionResult<string[]> | null,
  data: FormData,
): Promise<SubmissionResult<string[]>> {
  const [t, locale] = await Promise.all([getTranslations("setup.errors"), getLocale()]);
  const schema = newOwnerSchema((problem) => t(problem)).extend({ code: z.string(t("code")).trim().min(1, t("code")) });
  const submission = parseWithZod(data, { schema });
  if (submission.status !== "success") return submission.reply({ hideFields: SECRET });

  const { code, ...owner } = submission.value;
  const outcome = await setUp(code, owner, locale === "en" ? "en" : "tr");
  if (outcome.kind === "limited") {
    const minutes = Math.max(1, Math.ceil(outcome.retryAfterSeconds / 60));
    return submission.reply({ formErrors: [t("rate_limited", { minutes })], hideFields: SECRET });
  }
  if (outcome.kind === "wrong_code") {
    return submission.reply({ fieldErrors: { code: [t("wrong_code")] }, hideFields: SECRET });
  }
  if (outcome.kind === "exists") return submission.reply({ formErrors: [t("exists")], hideFields: SECRET });
  redirect(routes.accounts(outcome.slug));
}
