"use client";

import { useLocale, useTranslations } from "next-intl";
import { Icon } from "@/app/_components/icons";
import { Checkbox } from "@/app/_components/ui/fields/checkbox";
import { dayAndMinute } from "@/app/_lib/time-format";
import type { EscrowCase, SeenCase } from "@/lib/escrow/desk/escrow-view";
import { formatMoney } from "@/lib/kernel/format-money";
import type { MoneyLocale } from "@/lib/kernel/parse-money";

type Change = SeenCase["changes"][number];

function useChangeText(escrow: EscrowCase): (change: Change) => string {
  const t = useTranslations("escrow");
  const locale = useLocale() as MoneyLocale;
  const words = (minor: number) => formatMoney(BigInt(minor), "TRY", locale);
  const who = (actor: string) =>
    escrow.names[actor] ?? (actor.startsWith("key_") ? t("story.program") : t("story.buyer"));
  return (change) => {
    if (change.kind === "amount") {
      return t(`change.${change.name}`, { before: words(change.before), after: words(change.after) });
    }
    if (change.kind === "clock") {
      const after = change.after === null ? t("change.clock_none") : dayAndMinute(change.after, locale);
      return t("change.clock", { after });
    }
    if (change.kind !== "evidence") return t(`change.${change.kind}`);
    const shown = escrow.evidence.find(({ id }) => id === change.evidence_id);
    const name = who(shown?.actor ?? "");
    if (change.evidence_kind === "complaint") return t("change.complaint", { who: name, note: shown?.note ?? "" });
    const kind = t.has(`kind.${change.evidence_kind}`) ? t(`kind.${change.evidence_kind}`) : change.evidence_kind;
    return t("change.evidence", { who: name, kind });
  };
}

type ChangesNoteProps = {
  escrow: EscrowCase;
  seen: SeenCase;
  ticked: boolean;
  onTick: ((ticked: boolean) => void) | undefined;
};

/** What is not as the requester saw it. Whoever approves has to say that they saw it too. */
export function ChangesNote({ escrow, seen, ticked, onTick }: ChangesNoteProps) {
  const t = useTranslations("escrow.approval");
  const textOf = useChangeText(escrow);
  if (seen.changes.length === 0) return <p className="hint">{t("unchanged")}</p>;
  return (
    <section className="note note-wait" aria-live="polite">
      <Icon name="alert" />
      <div className="grid gap-1">
        <p className="font-semibold">{t("changed", { count: seen.changes.length })}</p>
        {seen.changes.map((change) => (
          <p key={JSON.stringify(change)} className="wrap-anywhere">
            {textOf(change)}
          </p>
        ))}
        {onTick ? (
          <Checkbox label={t("seen")} checked={ticked} onChange={(event) => onTick(event.target.checked)} />
        ) : null}
      </div>
    </section>
  );
}
