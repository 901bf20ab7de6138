import { useTranslations } from "next-intl";
import type { Because } from "@/lib/paylinks/schemas";
import { ExactTime } from "./exact-time";

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
