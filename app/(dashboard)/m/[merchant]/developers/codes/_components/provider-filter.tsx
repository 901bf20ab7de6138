"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { Icon } from "@/app/_components/icons";
import { routes } from "@/app/_lib/routes";

export function ProviderFilter({ slug, provider }: { slug: string; provider: string | undefined }) {
  const t = useTranslations("codes");
  const router = useRouter();
  return (
    <div className="filter-bar">
      <label className="select">
        <span className="sr-only">{t("provider")}</span>
        <select
          className="input"
          value={provider ?? ""}
          onChange={(event) => router.push(routes.codes(slug, { provider: event.target.value }))}
        >
          <option value="">{t("all")}</option>
          <option value="paynet">Paynet</option>
          <option value="paywall">Paywall</option>
        </select>
        <Icon name="upDown" />
      </label>
    </div>
  );
}
