"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { RefusalNote } from "@/app/_components/refunds/refusal-note";
import { Button } from "@/app/_components/ui/button";
import { Select } from "@/app/_components/ui/fields/select";
import { TextField } from "@/app/_components/ui/fields/text-field";
import { Dialog } from "@/app/_components/ui/overlays/dialog";
import { useNotify } from "@/app/_components/ui/overlays/toast";
import type { SettlementTermsDto, SettlementTermsInput } from "@/lib/ledger/schemas";
import { setTermsAction } from "../actions";

type TermsDialogProps = { slug: string; today: string; terms: SettlementTermsDto[]; onClose: () => void };

const FORM = "terms-form";
const textOf = (form: FormData, name: string) => String(form.get(name) ?? "");

function inputOf(form: FormData): SettlementTermsInput {
  return {
    provider_account_id: textOf(form, "account"),
    days_after_capture: Number.parseInt(textOf(form, "days"), 10),
    day_rule: textOf(form, "rule") === "calendar" ? "calendar" : "business",
    cut_off: textOf(form, "cut_off") || "24:00",
    valid_from: textOf(form, "valid_from"),
  };
}

/** What the contract says, from a day on. Nothing is changed backwards. */
export function TermsDialog({ slug, today, terms, onClose }: TermsDialogProps) {
  const t = useTranslations("balance.terms.form");
  const common = useTranslations("common");
  const router = useRouter();
  const notify = useNotify();
  const [refusal, setRefusal] = useState<string | undefined>();
  const [busy, startTransition] = useTransition();
  const save = (form: FormData) =>
    startTransition(async () => {
      setRefusal(undefined);
      const answer = await setTermsAction(slug, inputOf(form)).catch(() => undefined);
      if (answer?.kind === "ok") {
        router.refresh();
        onClose();
        notify(t("saved"));
      } else if (answer?.kind === "invalid") setRefusal(t("invalid"));
      else if (answer?.kind === "error" && answer.code === "conflict") setRefusal(t("conflict"));
      else setRefusal(t("other", { code: answer?.kind === "error" ? answer.requestId : "–" }));
    });
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={t("title")}
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
      <form
        id={FORM}
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          save(new FormData(event.currentTarget));
        }}
      >
        <Select
          id="account"
          name="account"
          label={t("account")}
          options={terms.map((term) => ({ value: term.provider_account_id, label: term.label }))}
        />
        <TextField id="days" name="days" type="number" min={0} max={120} required label={t("days")} defaultValue="1" />
        <Select
          id="rule"
          name="rule"
          label={t("rule")}
          options={[
            { value: "business", label: t("business") },
            { value: "calendar", label: t("calendar") },
          ]}
        />
        <TextField id="cut_off" name="cut_off" type="time" label={t("cut_off")} hint={t("cut_off_hint")} />
        <TextField
          id="valid_from"
          name="valid_from"
          type="date"
          required
          label={t("valid_from")}
          hint={t("valid_from_hint")}
          defaultValue={today}
        />
      </form>
      <RefusalNote text={refusal} />
    </Dialog>
  );
}
