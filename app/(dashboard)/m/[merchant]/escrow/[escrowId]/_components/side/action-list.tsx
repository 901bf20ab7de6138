"use client";

import dynamic from "next/dynamic";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { Icon, type IconName } from "@/app/_components/icons";
import { Panel } from "@/app/_components/ui/panel";
import { exactTime } from "@/app/_lib/time-format";
import type { EscrowCase } from "@/lib/escrow/desk/escrow-view";
import type { EscrowAction } from "@/lib/escrow/schemas";

const CaseDialog = dynamic(() => import("../dialogs/case-dialog").then((module) => module.CaseDialog), { ssr: false });

const ACTIONS: readonly [EscrowAction, IconName][] = [
  ["resolve", "check"],
  ["confirm_delivery", "shield"],
  ["release", "stPaid"],
  ["refund", "refund"],
  ["ship", "external"],
  ["add_evidence", "document"],
  ["extend", "clock"],
  ["dispute", "alert"],
  ["assign", "person"],
];

/** Not listed while it cannot matter, whoever looks; what is listed and closed says why. */
function isMeant(action: EscrowAction, escrow: EscrowCase): boolean {
  if (action === "resolve") return escrow.paused_at !== null;
  if (action === "confirm_delivery") return escrow.delivered_at === null;
  return action !== "ship" || (escrow.shipped_at === null && escrow.delivered_at === null);
}

function useNote(escrow: EscrowCase): (action: EscrowAction) => string | undefined {
  const t = useTranslations("escrow");
  const locale = useLocale();
  return (action) => {
    const { allowed, reason } = escrow.allowed_actions[action];
    if (!allowed) return t(`block.${reason ?? "not_permitted"}`);
    if (action === "dispute") return t("action_note.dispute");
    if (action !== "extend" || escrow.auto_release_at === null) return undefined;
    return t("action_note.extend", { time: exactTime(escrow.auto_release_at, locale).short });
  };
}

/** Everything that can be done with the case; what cannot says why beside it. */
export function ActionList({ slug, escrow }: { slug: string; escrow: EscrowCase }) {
  const t = useTranslations("escrow");
  const [open, setOpen] = useState<EscrowAction | undefined>();
  const noteOf = useNote(escrow);
  const mayNothing = Object.values(escrow.allowed_actions).every(({ reason }) => reason === "not_permitted");
  if (mayNothing) {
    return (
      <Panel id="actions" title={t("actions")}>
        <p className="panel-body text-ink-2">{t("read_only")}</p>
      </Panel>
    );
  }
  const shown = ACTIONS.filter(([action]) => isMeant(action, escrow));
  return (
    <Panel id="actions" title={t("actions")}>
      <ul className="case-actions">
        {shown.map(([action, icon]) => {
          const note = noteOf(action);
          return (
            <li key={action}>
              <button
                type="button"
                disabled={!escrow.allowed_actions[action].allowed}
                aria-describedby={note ? `note-${action}` : undefined}
                onClick={() => setOpen(action)}
              >
                <Icon name={icon} />
                {t(`action.${action}`)}
              </button>
              {note ? <span id={`note-${action}`}>{note}</span> : null}
            </li>
          );
        })}
      </ul>
      {open ? <CaseDialog action={open} slug={slug} escrow={escrow} onClose={() => setOpen(undefined)} /> : null}
    </Panel>
  );
}
