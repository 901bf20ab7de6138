"use client";

import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Icon } from "@/app/_components/icons";
import { RefusalNote } from "@/app/_components/refunds/refusal-note";
import { Button } from "@/app/_components/ui/button";
import { Checkbox } from "@/app/_components/ui/fields/checkbox";
import { useNotify } from "@/app/_components/ui/overlays/toast";
import type { AccountView, CardEntry } from "@/lib/settings/accounts.queries";
import { setCardEntryAction } from "../actions";

const ENTRIES: readonly CardEntry[] = ["redirect", "browser_token", "server_card_entry"];

type Answer = Awaited<ReturnType<typeof setCardEntryAction>> | undefined;

/** Undefined is a lost answer: the choice may be kept already, and sending it again changes nothing more. */
function useRefusalText(): (answer: Exclude<Answer, { kind: "ok" }>) => string {
  const t = useTranslations("accounts.refused");
  return (answer) => {
    if (answer === undefined) return t("lost");
    if (answer.kind === "invalid") return t(answer.fieldErrors.acknowledged ? "acknowledged" : "invalid");
    if (answer.kind === "error") return t.has(answer.code) ? t(answer.code) : t("other", { code: answer.requestId });
    return t("lost");
  };
}

type ChoiceProps = {
  account: AccountView;
  entry: CardEntry;
  chosen: CardEntry;
  mayChange: boolean;
  onChoose: (entry: CardEntry) => void;
};

/** One way with what it means for the payer and for the merchant's own duties. */
function EntryChoice({ account, entry, chosen, mayChange, onChoose }: ChoiceProps) {
  const t = useTranslations("accounts");
  const isAble = account.card_entries.includes(entry);
  const id = `${entry}-${account.id}`;
  return (
    <div className="flex items-start gap-3 py-2">
      <input
        id={id}
        type="radio"
        className="mt-1 accent-(--accent)"
        name={`entry-${account.id}`}
        checked={chosen === entry}
        disabled={!(mayChange && isAble)}
        aria-describedby={`${id}-means`}
        onChange={() => onChoose(entry)}
      />
      <div className="min-w-0">
        <label htmlFor={id} className="font-medium">
          {t(`entry.${entry}.name`)} <span className="pill">{t(`entry.${entry}.saq`)}</span>
        </label>
        <p id={`${id}-means`} className="hint">
          {isAble ? t(`entry.${entry}.means`) : t("provider_cannot")}
        </p>
      </div>
    </div>
  );
}

/** Server card entry needs the owner's word that the merchant bears its own SAQ D. */
export function CardEntryForm({
  slug,
  account,
  mayChange,
}: {
  slug: string;
  account: AccountView;
  mayChange: boolean;
}) {
  const t = useTranslations("accounts");
  const notify = useNotify();
  const refusalText = useRefusalText();
  const [chosen, setChosen] = useState(account.card_entry);
  const [acknowledged, setAcknowledged] = useState(false);
  const [refusal, setRefusal] = useState<string | undefined>();
  const [busy, startTransition] = useTransition();
  const isChanged = chosen !== account.card_entry;
  const needsWord = isChanged && chosen === "server_card_entry";
  const choose = (entry: CardEntry) => {
    setChosen(entry);
    setAcknowledged(false);
    setRefusal(undefined);
  };
  const save = () =>
    startTransition(async () => {
      setRefusal(undefined);
      const wish = { provider_account_id: account.id, card_entry: chosen, acknowledged: needsWord && acknowledged };
      const answer = await setCardEntryAction(slug, wish).catch(() => undefined);
      if (answer?.kind === "ok") notify(t("saved"));
      else setRefusal(refusalText(answer));
    });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <fieldset>
        <legend className="field-label">{t("card_entry")}</legend>
        {ENTRIES.map((entry) => (
          <EntryChoice
            key={entry}
            account={account}
            entry={entry}
            chosen={chosen}
            mayChange={mayChange}
            onChoose={choose}
          />
        ))}
      </fieldset>
      {needsWord ? (
        <div className="note note-wait my-2">
          <Icon name="alert" />
          <Checkbox
            label={t("acknowledge")}
            checked={acknowledged}
            onChange={(event) => setAcknowledged(event.target.checked)}
          />
        </div>
      ) : null}
      <RefusalNote text={refusal} />
      {isChanged ? (
        <div className="mt-3 grid justify-items-start gap-2">
          <p className="hint">{t("from_now")}</p>
          <Button tone="primary" type="submit" busy={busy}>
            {t("save")}
          </Button>
        </div>
      ) : null}
    </form>
  );
}
