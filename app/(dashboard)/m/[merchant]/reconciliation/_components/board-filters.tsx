"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { Icon } from "@/app/_components/icons";
import { routes } from "@/app/_lib/routes";
import type { Board, CaseFilter } from "@/lib/reconciliation/schemas";

type FiltersProps = { slug: string; filter: CaseFilter; board: Board };
const STATES = ["open", "accepted", "resolved", "all"] as const;

export function BoardFilters({ slug, filter, board }: FiltersProps) {
  const t = useTranslations("reconciliation");
  const router = useRouter();
  const now = {
    status: filter.status === "open" ? undefined : filter.status,
    reason: filter.reason,
    account: filter.provider_account_id,
  };
  const go = (change: Partial<Record<keyof typeof now, string | undefined>>) =>
    router.push(routes.reconciliation(slug, { ...now, ...change }));
  const reasons = [
    ...new Set([...board.reasons.map(({ reason }) => reason), ...(filter.reason ? [filter.reason] : [])]),
  ];
  const count = (reason: string) => board.reasons.find((one) => one.reason === reason)?.count ?? 0;
  return (
    <section className="filter-bar" aria-label={t("filter.label")}>
      <label className="select">
        <span className="sr-only">{t("filter.reason")}</span>
        <select
          className="input"
          value={filter.reason ?? ""}
          onChange={({ target }) => go({ reason: target.value || undefined })}
        >
          <option value="">{t("filter.all_reasons")}</option>
          {reasons.map((reason) => (
            <option key={reason} value={reason}>
              {`${t(`reason.${reason}.title`)} (${count(reason)})`}
            </option>
          ))}
        </select>
        <Icon name="upDown" />
      </label>
      <label className="select">
        <span className="sr-only">{t("filter.account")}</span>
        <select
          className="input"
          value={filter.provider_account_id ?? ""}
          onChange={({ target }) => go({ account: target.value || undefined })}
        >
          <option value="">{t("filter.all_accounts")}</option>
          {board.accounts.map(({ id, label }) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
        </select>
        <Icon name="upDown" />
      </label>
      <label className="select">
        <span className="sr-only">{t("filter.status")}</span>
        <select
          className="input"
          value={filter.status}
          onChange={({ target }) => go({ status: target.value === "open" ? undefined : target.value })}
        >
          {STATES.map((state) => (
            <option key={state} value={state}>
              {t(`status.${state}`)}
            </option>
          ))}
        </select>
        <Icon name="upDown" />
      </label>
    </section>
  );
}
