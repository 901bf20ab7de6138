import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Because } from "@/lib/paylinks/schemas";
import { ExactTime } from "./exact-time";

/** What the reader does now, after what happened and what it means for the money. */
export function NextStep({ children }: { children: ReactNode }) {
  const t = useTranslations("common");
  return (
    <p className="because">
      <b className="font-semibold text-ink">{t("next_step")}:</b> {children}
    </p>
  );
}

/** Why the state is what it is. A code this release does not know falls back to the stored sentence. */
export function BecauseLine({ because }: { because: Because }) {
  const t = useTranslations("because");
  const key = because.code.replaceAll(".", "_");
  const sentence = t.has(key) ? t(key, { actor: because.actor, detail: because.detail ?? "" }) : because.text;
  return (
    <p className="because">
      {sentence} <ExactTime iso={because.at} form="full" />
    </p>
  );
}
