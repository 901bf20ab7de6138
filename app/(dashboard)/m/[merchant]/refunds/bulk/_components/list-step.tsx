"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState, useTransition } from "react";
import { RefusalNote } from "@/app/_components/refunds/refusal-note";
import { Button } from "@/app/_components/ui/button";
import { TextArea, TextField } from "@/app/_components/ui/fields/text-field";
import { type BulkPreview, planBulkRefundAction } from "../actions";

type List = { text: string; reason: string };
type ListStepProps = {
  slug: string;
  list: List;
  onChange: (list: List) => void;
  onPlanned: (preview: BulkPreview) => void;
};

/** Nothing is reserved here: the list is only tried out. */
export function ListStep({ slug, list, onChange, onPlanned }: ListStepProps) {
  const t = useTranslations("refunds.bulk");
  const [asked, setAsked] = useState(false);
  const [refusal, setRefusal] = useState<string | undefined>();
  const [busy, startTransition] = useTransition();
  const hasReason = list.reason.trim() !== "" && list.reason.length <= 300;
  const hasText = list.text.trim() !== "";

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (!hasReason || !hasText) return;
    startTransition(async () => {
      setRefusal(undefined);
      const answer = await planBulkRefundAction(slug, list.text).catch(() => undefined);
      if (answer?.kind === "ok") onPlanned(answer.value);
      else
        setRefusal(
          t(answer?.kind === "error" && answer.reason === "list_unreadable" ? "list_unreadable" : "not_tried"),
        );
    });
  };

  return (
    <form className="panel max-w-[720px]" onSubmit={submit} noValidate>
      <div className="panel-body grid gap-4">
        <TextArea
          id="bulk-list"
          name="list"
          rows={8}
          label={t("list")}
          hint={t("list_hint")}
          placeholder={t("list_example")}
          errors={asked && !hasText ? [t("list_needed")] : undefined}
          value={list.text}
          onChange={(event) => onChange({ ...list, text: event.target.value })}
        />
        <div>
          <label className="button relative focus-within:outline-2 focus-within:outline-accent">
            {t("file")}
            <input
              className="absolute inset-0 cursor-pointer opacity-0"
              type="file"
              accept=".csv,.txt,text/csv,text/plain"
              onChange={async (event) => {
                const text = await event.target.files?.[0]?.text();
                if (text !== undefined) onChange({ ...list, text });
              }}
            />
          </label>
        </div>
        <TextField
          id="bulk-reason"
          name="reason"
          label={t("reason")}
          hint={t("reason_hint")}
          maxLength={300}
          errors={asked && !hasReason ? [t("reason_needed")] : undefined}
          value={list.reason}
          onChange={(event) => onChange({ ...list, reason: event.target.value })}
        />
        <RefusalNote text={refusal} />
        <div>
          <Button type="submit" tone="primary" busy={busy}>
            {t("try")}
          </Button>
        </div>
      </div>
    </form>
  );
}
