"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Icon } from "@/app/_components/icons";
import { routes } from "@/app/_lib/routes";
import type { TerminalView } from "@/lib/pos/terminals/queries";
import { rememberTill } from "../till-cookie";
import { TillForm } from "./till-form";

type ChooseTillProps = {
  slug: string;
  tills: readonly TerminalView[];
  branches: readonly { id: string; name: string }[];
  /** The till this device is already. */
  current: TerminalView | undefined;
  mayAdd: boolean;
  needs: ReactNode;
};

/** Once on this device: which till it is. */
export function ChooseTill({ slug, tills, branches, current, mayAdd, needs }: ChooseTillProps) {
  const t = useTranslations("pos.cashier");
  const router = useRouter();
  const choose = (id: string) => {
    rememberTill(id);
    router.push(routes.cashier(slug));
    router.refresh();
  };
  return (
    <div className="cash-page">
      <h1 className="cash-title">{t("choose")}</h1>
      <p className="text-ink-2">{tills.length > 0 ? t("choose_note") : t("no_tills")}</p>
      {tills.length > 0 ? (
        <ul className="panel link-list till-choices">
          {tills.map((till) => (
            <li key={till.id}>
              <button type="button" onClick={() => choose(till.id)}>
                <Icon name="pos" />
                <span className="two-line">
                  <b className="font-medium">{till.name}</b>
                  <small>{[till.branch?.name, `${till.agent_id} / ${till.user_id}`].filter(Boolean).join(", ")}</small>
                </span>
                <Icon name="right" />
              </button>
            </li>
          ))}
        </ul>
      ) : null}
      {mayAdd && current ? (
        <details className="panel cash-more">
          <summary>{t("edit", { name: current.name })}</summary>
          <TillForm key={current.name} slug={slug} branches={branches} till={current} />
        </details>
      ) : null}
      {mayAdd ? (
        <details className="panel cash-more" open={tills.length === 0}>
          <summary>{t("add")}</summary>
          <TillForm slug={slug} branches={branches} />
        </details>
      ) : null}
      {needs}
    </div>
  );
}
