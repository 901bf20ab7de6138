"use client";

import { useTranslations } from "next-intl";
import { type ComponentProps, useRef, useState, useTransition } from "react";
import { RefusalNote } from "@/app/_components/refunds/refusal-note";
import { Button } from "@/app/_components/ui/button";
import { Select } from "@/app/_components/ui/fields/select";
import { TextField } from "@/app/_components/ui/fields/text-field";
import { Dialog } from "@/app/_components/ui/overlays/dialog";
import { useNotify } from "@/app/_components/ui/overlays/toast";
import { isDefinitive, newCommandId } from "@/app/_lib/forms/command-id";
import { addRuleAction } from "../actions";
import type { RuleDraft, RuleErrors } from "../read-rule";
import type { AccountName } from "./rule-list";

type RuleDialogProps = { slug: string; accounts: AccountName[]; onClose: () => void };
const FORM = "rule-form";

/** A lost answer keeps the command's id, so that sending again makes no second rule. */
function useAddRule(slug: string, done: () => void) {
  const t = useTranslations("routing");
  const command = useRef<string | undefined>(undefined);
  const [errors, setErrors] = useState<RuleErrors>({});
  const [refusal, setRefusal] = useState<string | undefined>();
  const [busy, startTransition] = useTransition();
  const save = (draft: RuleDraft) =>
    startTransition(async () => {
      setErrors({});
      setRefusal(undefined);
      command.current ??= newCommandId();
      const answer = await addRuleAction(slug, command.current, draft).catch(() => undefined);
      if (isDefinitive(answer)) command.current = undefined;
      if (answer?.kind === "ok") done();
      else if (answer?.kind === "invalid") setErrors(answer.fieldErrors);
      else setRefusal(answer?.kind === "error" ? t("failed_add", { code: answer.requestId }) : t("lost_add"));
    });
  return { errors, refusal, busy, save };
}

/** A day without its minute reads as empty, which would mean at once: the browser alone knows that something is there. */
function beginningOf(form: HTMLFormElement, text: string): string {
  const field = form.elements.namedItem("rule-valid_from");
  return field instanceof HTMLInputElement && field.validity.badInput ? "incomplete" : text;
}

export function RuleDialog({ slug, accounts, onClose }: RuleDialogProps) {
  const t = useTranslations("routing");
  const common = useTranslations("common");
  const notify = useNotify();
  const [draft, setDraft] = useState<RuleDraft>({
    account: accounts[0]?.id ?? "",
    position: "100",
    families: "",
    amount_min: "",
    amount_max: "",
    installments_min: "",
    installments_max: "",
    valid_from: "",
  });
  const { errors, refusal, busy, save } = useAddRule(slug, () => {
    onClose();
    notify(t("added"));
  });
  const field = (name: keyof RuleDraft, more: Partial<ComponentProps<typeof TextField>> = {}) => (
    <TextField
      id={`rule-${name}`}
      label={t(`field.${name}`)}
      autoComplete="off"
      errors={errors[name]?.map((code) => (t.has(`errors.${code}`) ? t(`errors.${code}`) : t("errors.invalid")))}
      value={draft[name]}
      onChange={(event) => setDraft((last) => ({ ...last, [name]: event.target.value }))}
      {...more}
    />
  );
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={t("dialog_title")}
      closeLabel={common("close")}
      foot={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button tone="primary" type="submit" form={FORM} busy={busy}>
            {t("save")}
          </Button>
        </>
      }
    >
      <p className="text-ink-2">{t("dialog_text")}</p>
      <form
        id={FORM}
        noValidate
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          save({ ...draft, valid_from: beginningOf(event.currentTarget, draft.valid_from) });
        }}
      >
        <Select
          id="rule-account"
          label={t("field.account")}
          value={draft.account}
          onChange={(event) => setDraft((last) => ({ ...last, account: event.target.value }))}
          options={accounts.map(({ id, label }) => ({ value: id, label }))}
        />
        {field("families", { hint: t("families_hint"), optional: common("optional") })}
        <div className="grid grid-cols-2 items-end gap-4">
          {field("amount_min", { inputMode: "decimal", optional: common("optional") })}
          {field("amount_max", { inputMode: "decimal", optional: common("optional") })}
          {field("installments_min", { inputMode: "numeric", optional: common("optional") })}
          {field("installments_max", { inputMode: "numeric", optional: common("optional") })}
        </div>
        {field("position", { inputMode: "numeric", hint: t("position_hint") })}
        {field("valid_from", { type: "datetime-local", hint: t("valid_from_hint"), optional: common("optional") })}
      </form>
      <RefusalNote text={refusal} />
    </Dialog>
  );
}
