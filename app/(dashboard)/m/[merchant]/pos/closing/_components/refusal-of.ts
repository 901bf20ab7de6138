import type { useTranslations } from "next-intl";
import type { ActionState } from "@/lib/http/action";

type Words = ReturnType<typeof useTranslations<"closing">>;

/** What a refusal or a lost answer means, in words; undefined for what is no refusal. */
export function refusalOf(t: Words, answer: ActionState<unknown> | undefined): string | undefined {
  if (answer === undefined) return t("lost");
  if (answer.kind !== "error") return undefined;
  const known = `refused.${answer.reason ?? answer.code}`;
  return t.has(known as "lost") ? t(known as "lost") : t("refused.other", { code: answer.requestId });
}
