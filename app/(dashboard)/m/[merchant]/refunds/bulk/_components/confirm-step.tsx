"use client";

import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Money } from "@/app/_components/money";
import { RefusalNote } from "@/app/_components/refunds/refusal-note";
import { useRefundAction } from "@/app/_components/refunds/use-refund-action";
import { Button } from "@/app/_components/ui/button";
import { MoneyField } from "@/app/_components/ui/fields/money-field";
import { formatMoney } from "@/lib/kernel/format-money";
import { type MoneyLocale, parseMoney } from "@/lib/kernel/parse-money";
import type { BulkResult } from "@/lib/refunds/bulk/schemas";
import { type BulkPreview, requestBulkRefundAction } from "../actions";
import { PlanTable } from "./plan-table";

type ConfirmStepProps = {
  slug: string;
  preview: BulkPreview;
  reason: string;
  onBack: () => void;
  onDone: (result: BulkResult) => void;
};

const ORDER = ["cancel", "refund", "scheduled", "approval", "refused"] as const;

/** How many of each kind and for how much, before anything happens. */
function Sums({ preview }: { preview: BulkPreview }) {
  const t = useTranslations("refunds.bulk");
  const shown = ORDER.filter((verdict) => preview.by_verdict[verdict].count > 0);
  return (
    <dl className="grid gap-2">
      {shown.map((verdict) => (
        <div className="flex flex-wrap justify-between gap-x-4" key={verdict}>
          <dt className="text-ink-2">{t(`verdict.${verdict}`)}</dt>
          <dd>
            {t("count", { count: preview.by_verdict[verdict].count })}
            {verdict === "refused" ? null : (
              <>
                {", "}
                <Money minorUnits={preview.by_verdict[verdict].amount} />
              </>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function toRows(preview: BulkPreview) {
  return preview.lines.flatMap(({ verdict, payment_id: id, amount }) =>
    verdict !== "refused" && id !== null && amount !== null ? [{ payment_id: id, amount }] : [],
  );
}

/** The person types the sum they see, so that a yes is never a reflex. */
export function ConfirmStep({ slug, preview, reason, onBack, onDone }: ConfirmStepProps) {
  const t = useTranslations("refunds.bulk");
  const locale = useLocale() as MoneyLocale;
  const [typed, setTyped] = useState("");
  const [asked, setAsked] = useState(false);
  const { run, busy, refusal } = useRefundAction(slug);
  const reading = parseMoney(typed, locale);
  const matches = reading.kind === "ok" && reading.minorUnits === BigInt(preview.total);
  const total = formatMoney(BigInt(preview.total), "TRY", locale);
  const isSumAbove = preview.total > preview.limit;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (!matches) return;
    run(
      async (command) => {
        const answer = await requestBulkRefundAction(slug, command, {
          rows: toRows(preview),
          reason: reason.trim(),
          total: preview.total,
        });
        if (answer.kind === "ok") onDone(answer.value);
        return answer;
      },
      () => undefined,
    );
  };

  return (
    <div className="grid gap-4">
      <form className="panel max-w-[720px]" onSubmit={submit} noValidate>
        <div className="panel-body grid gap-4">
          <Sums preview={preview} />
          <p className="hint">{t("reason_said", { reason: reason.trim() })}</p>
          {isSumAbove ? (
            <p className="note note-wait">
              {t("sum_above", { limit: formatMoney(BigInt(preview.limit), "TRY", locale) })}
            </p>
          ) : null}
          {preview.count === 0 ? (
            <p className="note note-fail">{t("nothing_possible")}</p>
          ) : (
            <>
              <p className="font-semibold">{t("sum", { count: preview.count, total })}</p>
              <MoneyField
                id="bulk-total"
                name="total"
                label={t("type_total", { total })}
                value={typed}
                currency="TL"
                errors={asked && !matches ? [t("not_the_total")] : undefined}
                onChange={setTyped}
              />
              <p className="hint">{t("final")}</p>
            </>
          )}
          <RefusalNote text={refusal} />
          <div className="flex flex-wrap gap-2">
            <Button onClick={onBack}>{t("back")}</Button>
            {preview.count === 0 ? null : (
              <Button type="submit" tone="danger" busy={busy}>
                {t("confirm", { count: preview.count, total })}
              </Button>
            )}
          </div>
        </div>
      </form>
      <PlanTable slug={slug} lines={preview.lines} />
    </div>
  );
}
