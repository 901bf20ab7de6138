"use client";

import { type FieldMetadata, getFormProps, type SubmissionResult, useForm } from "@conform-to/react";
import { useLocale, useTranslations } from "next-intl";
import { type KeyboardEvent, useActionState, useState } from "react";
import { Icon } from "@/app/_components/icons";
import { Money } from "@/app/_components/money";
import { Button, ButtonLink } from "@/app/_components/ui/button";
import { keepValuesOnSubmit } from "@/app/_lib/keep-values-on-submit";
import { routes } from "@/app/_lib/routes";
import { formatMoney } from "@/lib/kernel/format-money";
import { type MoneyLocale, parseMoney } from "@/lib/kernel/parse-money";
import {
  AmountSection,
  CommissionSection,
  CustomerSection,
  DescriptionSection,
  ValiditySection,
} from "./main-sections";
import { MoreSections } from "./more-sections";
import { EMPTY_DRAFT, type PaylinkDraft } from "./paylink-draft";
import { PaylinkPreview } from "./paylink-preview";

type Result = SubmissionResult<string[]>;
type PaylinkFormProps = {
  slug: string;
  merchant: { name: string; descriptor: string };
  action: (last: Result | null, data: FormData) => Promise<Result>;
};

export type FormFieldMap = Record<string, FieldMetadata<string>>;

function submitOnCtrlEnter(event: KeyboardEvent<HTMLFormElement>) {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  event.currentTarget.requestSubmit();
}

function Problems({ codes, fieldCount }: { codes: string[] | undefined; fieldCount: number }) {
  const t = useTranslations("create");
  if (!codes?.length && fieldCount === 0) return null;
  return (
    <div className="note note-fail mb-4" role="alert">
      <Icon name="alert" />
      <div>
        <p className="font-semibold">{codes?.length ? t("failed") : t("fix", { count: fieldCount })}</p>
        {codes?.[1] ? <p>{codes[1]}</p> : null}
        {codes?.[0] ? <p className="hint">{t("code", { code: codes[0] })}</p> : null}
      </div>
    </div>
  );
}

export function PaylinkForm({ slug, merchant, action }: PaylinkFormProps) {
  const t = useTranslations("create");
  const locale = useLocale() as MoneyLocale;
  const [draft, setDraft] = useState<PaylinkDraft>(EMPTY_DRAFT);
  const [lastResult, formAction, busy] = useActionState(action, null);
  const [form, fields] = useForm({
    id: "paylink",
    lastResult,
    defaultValue: { send_confirmation_mail: "on" },
  });
  const change = (part: Partial<PaylinkDraft>) => setDraft((last) => ({ ...last, ...part }));
  const map = fields as unknown as FormFieldMap;
  const fieldCount = Object.keys(form.allErrors).filter((name) => name !== "").length;
  const reading = parseMoney(draft.amount, locale);
  const minorUnits = reading.kind === "ok" ? reading.minorUnits : undefined;
  const submit = (
    <Button type="submit" form={form.id} tone="primary" busy={busy}>
      {busy
        ? t("busy")
        : minorUnits === undefined
          ? t("submit")
          : t("submit_amount", { amount: formatMoney(minorUnits, "TRY", locale) })}
      {busy ? null : <kbd className="max-md:hidden">Ctrl ↵</kbd>}
    </Button>
  );
  return (
    <div className="create-page">
      <header className="page-head">
        <h1 className="page-title">{t("title")}</h1>
        <div className="page-actions">
          <ButtonLink tone="ghost" href={routes.paylinks(slug)}>
            {t("cancel")}
          </ButtonLink>
          {submit}
        </div>
      </header>
      <Problems codes={form.errors} fieldCount={fieldCount} />
      <div className="create-grid">
        <form
          {...getFormProps(form)}
          action={formAction}
          onSubmit={keepValuesOnSubmit(form.onSubmit, formAction)}
          onKeyDown={submitOnCtrlEnter}
          className="panel create-form"
        >
          <AmountSection fields={map} draft={draft} change={change} />
          <DescriptionSection fields={map} change={change} />
          <CustomerSection fields={map} />
          <ValiditySection fields={map} draft={draft} change={change} />
          <CommissionSection fields={map} draft={draft} change={change} />
          <MoreSections fields={map} />
        </form>
        <PaylinkPreview draft={draft} merchant={merchant} minorUnits={minorUnits} />
      </div>
      <div className="create-bar">
        <b className="font-semibold">{minorUnits === undefined ? null : <Money minorUnits={minorUnits} />}</b>
        <Button type="submit" form={form.id} tone="primary" size="lg" busy={busy}>
          {busy ? t("busy") : t("submit")}
        </Button>
      </div>
    </div>
  );
}
