"use client";

import { type FieldMetadata, getFormProps, useForm } from "@conform-to/react";
import { unstable_rethrow } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { type KeyboardEvent, useActionState, useState, useTransition } from "react";
import { firstText, TermsFields } from "@/app/_components/escrow-terms/terms-fields";
import { Icon } from "@/app/_components/icons";
import { Money } from "@/app/_components/money";
import { Button, ButtonLink } from "@/app/_components/ui/button";
import { newCommandId } from "@/app/_lib/forms/command-id";
import { keepValuesOnSubmit } from "@/app/_lib/forms/keep-values-on-submit";
import { routes } from "@/app/_lib/routes";
import { formatMoney } from "@/lib/kernel/format-money";
import { type MoneyLocale, parseMoney } from "@/lib/kernel/parse-money";
import type { Capabilities } from "@/lib/providers/capabilities";
import type { FormAnswer } from "../form-answer";
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

type Action = (last: FormAnswer | null, data: FormData) => Promise<FormAnswer>;
type PaylinkFormProps = {
  slug: string;
  merchant: { name: string; descriptor: string };
  /** Names this form's link; the server gives a new one with every page. */
  commandId: string;
  /** What the provider of new links can do; the rest is not offered. */
  can: Capabilities["paymentLinks"];
  action: Action;
};

export type FormFieldMap = Record<string, FieldMetadata<string>>;

function submitOnCtrlEnter(event: KeyboardEvent<HTMLFormElement>) {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  event.currentTarget.requestSubmit();
}

const FAILED = { refused: "failed", open: "failed_open", lost: "failed_lost", mismatch: "failed_mismatch" } as const;

type ProblemsProps = { problem: FormAnswer["problem"]; codes: string[] | undefined; fieldCount: number };

function Problems({ problem, codes, fieldCount }: ProblemsProps) {
  const t = useTranslations("create");
  if (problem === undefined && fieldCount === 0) return null;
  return (
    <div className="note note-fail mb-4" role="alert">
      <Icon name="alert" />
      <div>
        <p className="font-semibold">{problem ? t(FAILED[problem]) : t("fix", { count: fieldCount })}</p>
        {codes?.[1] ? <p>{codes[1]}</p> : null}
        {codes?.[0] ? <p className="hint">{t("code", { code: codes[0] })}</p> : null}
      </div>
    </div>
  );
}

/** Commands whose link was made: the browser's way back may show this form with its old id. */
const spent = new Set<string>();

/** With script: a lost answer leaves the form as it is with its command id, so that sending again makes no second link. */
function useSubmission(action: Action, firstId: string) {
  const [plain, formAction, plainBusy] = useActionState(action, null);
  const [scripted, setScripted] = useState<FormAnswer | undefined>();
  const [commandId, setCommandId] = useState(() => (spent.has(firstId) ? newCommandId() : firstId));
  const [busy, startTransition] = useTransition();
  const send = (data: FormData) =>
    startTransition(async () => {
      const answer = await action(null, data).catch((cause): FormAnswer => {
        // Only the way to the new link's page is thrown on; anything else is a lost answer.
        spent.add(commandId);
        unstable_rethrow(cause);
        spent.delete(commandId);
        return { result: undefined, problem: "lost" };
      });
      setScripted(answer);
      if (answer.problem === "refused") setCommandId(newCommandId());
    });
  return { answer: scripted ?? plain, commandId, formAction, send, busy: busy || plainBusy };
}

export function PaylinkForm({ slug, merchant, commandId: firstId, can, action }: PaylinkFormProps) {
  const t = useTranslations("create");
  const locale = useLocale() as MoneyLocale;
  const [draft, setDraft] = useState<PaylinkDraft>(EMPTY_DRAFT);
  const { answer, commandId, formAction, send, busy } = useSubmission(action, firstId);
  const [form, fields] = useForm({
    id: "paylink",
    lastResult: answer?.result ?? null,
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
      <Problems problem={answer?.problem} codes={form.errors} fieldCount={fieldCount} />
      <div className="create-grid">
        <form
          {...getFormProps(form)}
          action={formAction}
          onSubmit={keepValuesOnSubmit(form.onSubmit, send)}
          onKeyDown={submitOnCtrlEnter}
          className="panel create-form"
        >
          <input type="hidden" name="command_id" value={commandId} />
          <AmountSection fields={map} draft={draft} change={change} />
          <DescriptionSection fields={map} change={change} />
          <CustomerSection fields={map} can={can} />
          <ValiditySection fields={map} draft={draft} change={change} can={can} />
          <CommissionSection fields={map} draft={draft} change={change} can={can} />
          <TermsFields
            toggle={{ defaultChecked: map.escrow_on?.initialValue === "on" }}
            bind={(name) => ({ defaultValue: map[name]?.initialValue ?? firstText(name) })}
            errors={(name) => map[name]?.errors}
          />
          <MoreSections fields={map} can={can} />
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
