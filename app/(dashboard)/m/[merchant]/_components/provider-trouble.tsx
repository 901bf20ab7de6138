import { getLocale, getTranslations } from "next-intl/server";
import { Icon } from "@/app/_components/icons";
import { exactTime } from "@/app/_lib/time-format";
import { listProviderOutages } from "@/lib/health/provider-outage.queries";
import type { Context } from "@/lib/runtime/context";

/** Since when a provider does not answer and what that means; nothing while all of them do. */
export async function ProviderTrouble({ context }: { context: Context }) {
  if (!context.permissions.includes("payments:read")) return null;
  const [t, locale, outages] = await Promise.all([
    getTranslations("home.provider_down"),
    getLocale(),
    listProviderOutages(context),
  ]);
  return outages.map(({ provider, since }) => (
    <section key={`${provider} ${since}`} className="note note-wait mb-4" role="status">
      <Icon name="alert" />
      <div>
        <p className="font-semibold">
          {t("title", {
            provider: provider.charAt(0).toUpperCase() + provider.slice(1),
            time: exactTime(since, locale).short,
          })}
        </p>
        <p>{t("text")}</p>
      </div>
    </section>
  ));
}
