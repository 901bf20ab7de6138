"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { RefusalNote } from "@/app/_components/refunds/refusal-note";
import { Button } from "@/app/_components/ui/button";
import { TextArea, TextField } from "@/app/_components/ui/fields/text-field";
import { useNotify } from "@/app/_components/ui/overlays/toast";
import { formatAmount } from "@/lib/kernel/format-money";
import type { MoneyLocale } from "@/lib/kernel/parse-money";
import { CLOSING_CHANNELS, type ClosingChannel } from "@/lib/pos/closing/closing";
import { countDayAction } from "../actions";
import type { CountDraft, CountErrors } from "../read-count";
import { refusalOf } from "./refusal-of";

type CountFormProps = {
  slug: string;
  of: { day: string; cashier_id: string; branch_id: string };
  expected: Record<ClosingChannel, number>;
  /** What was counted before, where the day is counted again. */
  before: { counted: Record<ClosingChannel, number>; reason: string | null } | undefined;
};

function useCount({ slug, of }: Pick<CountFormProps, "slug" | "of">) {
  const t = useTranslations("closing");
  const notify = useNotify();
  const [errors, setErrors] = useState<CountErrors>({});
  const [refusal, setRefusal] = useState<string | undefined>();
  const [busy, startTransition] = useTransition();
  const send = (draft: CountDraft) =>
    startTransition(async () => {
      setErrors({});
      setRefusal(undefined);
      const answer = await countDayAction(slug, of, draft).catch(() => undefined);
      if (answer?.kind === "ok") notify(t("counted"));
      else if (answer?.kind === "invalid") setErrors(answer.fieldErrors);
      else setRefusal(refusalOf(t, answer));
    });
  return { errors, refusal, busy, send };
}

/** What the cashier counted, channel by channel, beside what the books expect; a difference wants its reason. */
export function CountForm({ slug, of, expected, before }: CountFormProps) {
  const t = useTranslations("closing");
  const common = useTranslations("common");
  const locale = useLocale() as MoneyLocale;
  const { errors, refusal, busy, send } = useCount({ slug, of });
  const shown = (minor: number) => formatAmount(BigInt(minor), locale);
  const [draft, setDraft] = useState<CountDraft>({
    pos: before ? shown(before.counted.pos) : "",
    paylink: before ? shown(before.counted.paylink) : "",
    checkout: before ? shown(before.counted.checkout) : "",
    reason: before?.reason ?? "",
  });
  const set = (name: keyof CountDraft, value: string) => setDraft((last) => ({ ...last, [name]: value }));
  const said = (name: string) =>
    errors[name]?.map((code) => (t.has(`errors.${code}`) ? t(`errors.${code}`) : t("errors.invalid")));
  const id = `count-${of.branch_id === "" ? "none" : of.branch_id}`;
  return (
    <form
      className="grid gap-4 p-4"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send(draft);
      }}
    >
      <div className="grid gap-4 md:grid-cols-3">
        {CLOSING_CHANNELS.map((channel) => (
          <TextField
            key={channel}
            id={`${id}-${channel}`}
            label={t(`channel.${channel}`)}
            inputMode="decimal"
            autoComplete="off"
            placeholder={shown(0)}
            hint={t("expected_hint", { amount: shown(expected[channel]) })}
            errors={said(channel)}
            value={draft[channel]}
            onChange={(event) => set(channel, event.target.value)}
          />
        ))}
      </div>
      <TextArea
        id={`${id}-reason`}
        label={t("reason")}
        optional={common("optional")}
        hint={t("reason_hint")}
        errors={said("reason")}
        value={draft.reason}
        onChange={(event) => set("reason", event.target.value)}
      />
      <RefusalNote text={refusal} />
      <div>
        <Button tone="primary" type="submit" busy={busy}>
          {before ? t("count_again") : t("count")}
        </Button>
      </div>
    </form>
  );
}
