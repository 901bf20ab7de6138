"use client";

import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useCaseAction } from "@/app/_components/escrow/use-case-action";
import { Money } from "@/app/_components/money";
import { RefusalNote } from "@/app/_components/refunds/refusal-note";
import { Button } from "@/app/_components/ui/button";
import { MoneyField } from "@/app/_components/ui/fields/money-field";
import { TextArea } from "@/app/_components/ui/fields/text-field";
import { Dialog } from "@/app/_components/ui/overlays/dialog";
import type { EscrowRow } from "@/lib/escrow/desk/escrow-view";
import type { BulkReleaseRow } from "@/lib/escrow/releases/bulk-release";
import { formatMoney } from "@/lib/kernel/format-money";
import { type MoneyLocale, parseMoney } from "@/lib/kernel/parse-money";
import { releaseInBulkAction } from "../../actions";

type BulkDialogProps = { slug: string; rows: readonly EscrowRow[]; limit: number; onClose: () => void };

/** What became of each case, in its own words. */
function Results({ rows, results }: { rows: readonly EscrowRow[]; results: readonly BulkReleaseRow[] }) {
  const t = useTranslations("escrow");
  return (
    <ul className="grid gap-2" aria-live="polite">
      {results.map(({ escrow_id: id, result, reason }) => (
        <li key={id} className="flex flex-wrap justify-between gap-x-4">
          <span>{rows.find((row) => row.id === id)?.customer_name ?? t("no_buyer")}</span>
          <span className={result === "refused" ? "text-fail" : "text-ink-2"}>
            {t(`bulk.${result}`)}
            {reason && t.has(`refused.${reason}`) ? <small className="block">{t(`refused.${reason}`)}</small> : null}
          </span>
        </li>
      ))}
    </ul>
  );
}

function useBulkForm(slug: string, rows: readonly EscrowRow[]) {
  const locale = useLocale() as MoneyLocale;
  const [typed, setTyped] = useState("");
  const [note, setNote] = useState("");
  const [asked, setAsked] = useState(false);
  const [results, setResults] = useState<readonly BulkReleaseRow[] | undefined>();
  const action = useCaseAction(slug);
  const total = rows.reduce((sum, { amount_held }) => sum + BigInt(amount_held), 0n);
  const reading = parseMoney(typed, locale);
  const matches = reading.kind === "ok" && reading.minorUnits === total;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (!matches || note.trim() === "") return;
    action.run(
      async (command) => {
        const answer = await releaseInBulkAction(slug, command, {
          evidence_class: rows[0]?.evidence_class ?? "none",
          ids: rows.map(({ id }) => id),
          amount: Number(total),
          note: note.trim(),
        });
        if (answer.kind === "ok") setResults(answer.value.data);
        return answer;
      },
      () => undefined,
    );
  };
  return { typed, setTyped, note, setNote, asked, results, total, matches, submit, ...action };
}

type Form = ReturnType<typeof useBulkForm>;

function Questions({ form, rows, limit }: { form: Form; rows: readonly EscrowRow[]; limit: number }) {
  const t = useTranslations("escrow");
  const locale = useLocale() as MoneyLocale;
  const words = (minor: bigint) => formatMoney(minor, "TRY", locale);
  const isAbove = form.total > BigInt(limit);
  return (
    <form id="bulk-release" className="grid gap-4" onSubmit={form.submit} noValidate>
      <p>{t("bulk.text", { count: rows.length, class: t(`class.${rows[0]?.evidence_class ?? "none"}`) })}</p>
      <ul className="bulk-rows">
        {rows.map((row) => (
          <li key={row.id}>
            <span>{row.customer_name ?? t("no_buyer")}</span>
            <Money minorUnits={row.amount_held} />
          </li>
        ))}
      </ul>
      <p className={isAbove ? "note note-wait" : "hint"}>
        {isAbove ? (
          <span className="col-span-2">{t("bulk.above", { limit: words(BigInt(limit)) })}</span>
        ) : (
          t("bulk.undo")
        )}
      </p>
      <TextArea
        id="bulk-note"
        label={t("bulk.note")}
        hint={t("bulk.note_hint")}
        errors={form.asked && form.note.trim() === "" ? [t("dialog.reason_needed")] : undefined}
        value={form.note}
        maxLength={500}
        onChange={(event) => form.setNote(event.target.value)}
      />
      <MoneyField
        id="bulk-total"
        name="total"
        label={t("bulk.total", { total: words(form.total) })}
        value={form.typed}
        currency="TL"
        errors={form.asked && !form.matches ? [t("bulk.not_total")] : undefined}
        onChange={form.setTyped}
      />
      <RefusalNote text={form.refusal} />
    </form>
  );
}

/** The person types the sum they see, so that a yes is never a reflex; then each case says what became of it. */
export function BulkDialog({ slug, rows, limit, onClose }: BulkDialogProps) {
  const t = useTranslations("escrow.bulk");
  const common = useTranslations("common");
  const locale = useLocale() as MoneyLocale;
  const form = useBulkForm(slug, rows);
  const isDone = form.results !== undefined;
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={t(isDone ? "done_title" : "title")}
      closeLabel={common("close")}
      foot={
        isDone ? (
          <Button onClick={onClose}>{t("close")}</Button>
        ) : (
          <>
            <Button onClick={onClose}>{common("cancel")}</Button>
            <Button type="submit" form="bulk-release" tone="primary" busy={form.busy}>
              {t("confirm", { total: formatMoney(form.total, "TRY", locale) })}
            </Button>
          </>
        )
      }
    >
      {form.results ? (
        <Results rows={rows} results={form.results} />
      ) : (
        <Questions form={form} rows={rows} limit={limit} />
      )}
    </Dialog>
  );
}
