import { useTranslations } from "next-intl";

/** The stored reason of a verdict in words. */
export function useReasonText(): (reason: string | null) => string | undefined {
  const t = useTranslations("inbound.reason");
  return (reason) => (reason === null ? undefined : t.has(reason) ? t(reason) : t("other"));
}
