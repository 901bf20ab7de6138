"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState, useTransition } from "react";
import { Icon } from "@/app/_components/icons";
import { Money } from "@/app/_components/money";
import { Button, ButtonLink } from "@/app/_components/ui/button";
import { newCommandId } from "@/app/_lib/forms/command-id";
import { routes } from "@/app/_lib/routes";
import { formatMoney } from "@/lib/kernel/format-money";
import { type MoneyLocale, parseMoney } from "@/lib/kernel/parse-money";
import { createCheckoutAction, type FormAnswer } from "../actions";
import { type CheckoutDraft, EMPTY_DRAFT } from "../checkout-draft";
import { PaymentSections, SaleSections } from "./form-sections";

const FORM = "checkout";

function submitOnCtrlEnter(event: KeyboardEvent<HTMLFormElement>) {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  event.currentTarget.requestSubmit();
}

/** What happened to the form, what it means for the money and what to do. It takes the focus when it appears. */
function Problems({ answer }: { answer: FormAnswer | undefined }) {
  const t = useTranslations("checkouts.new");
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (answer && answer.kind !== "made") box.current?.focus();
  }, [answer]);
  if (answer === undefined || answer.kind === "made") return null;
  const isInvalid = answer.kind === "invalid";
  return (
    <div ref={box} tabIndex={-1} className="note note-fail mb-4" role="alert">
      <Icon name="alert" />
      <div>
        <p className="font-semibold">
          {isInvalid ? t("fix", { count: Object.keys(answer.errors).length }) : t(`failed.${answer.kind}`)}
        </p>
        {isInvalid ? null : <p className="hint">{t("code", { code: answer.requestId })}</p>}
      </div>
    </div>
  );
}

/** Commands whose page was opened: the browser's way back may show this form with its old id. */
const spent = new Set<string>();

/** A lost answer leaves the form as it is with its command id, so that sending again makes no second page. */
function useSubmission(slug: string, firstId: string) {
  const router = useRouter();
  const [commandId, setCommandId] = useState(() => (spent.has(firstId) ? newCommandId() : firstId));
  const [answer, setAnswer] = useState<FormAnswer | undefined>();
  const [busy, startTransition] = useTransition();
  const send = (draft: CheckoutDraft) =>
    startTransition(async () => {
      const got = await createCheckoutAction(slug, commandId, draft).catch(
        (): FormAnswer => ({ kind: "lost", requestId: "–" }),
      );
      setAnswer(got);
      if (got.kind === "made") {
        spent.add(commandId);
        router.push(routes.checkout(slug, got.id));
      }
      // Refused for good: the corrected form is another wish.
      if (got.kind === "refused" || got.kind === "invalid") setCommandId(newCommandId());
    });
  return { answer, send, busy: busy || answer?.kind === "made" };
}

export function CheckoutForm({ slug, commandId }: { slug: string; commandId: string }) {
  const t = useTranslations("checkouts.new");
  const locale = useLocale() as MoneyLocale;
  const [draft, setDraft] = useState<CheckoutDraft>(EMPTY_DRAFT);
  const { answer, send, busy } = useSubmission(slug, commandId);
  const change = (part: Partial<CheckoutDraft>) => setDraft((last) => ({ ...last, ...part }));
  const form = { draft, change, errors: answer?.kind === "invalid" ? answer.errors : {} };
  const reading = parseMoney(draft.amount, locale);
  const minorUnits = reading.kind === "ok" ? reading.minorUnits : undefined;
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (!busy) send(draft);
  };
  const amount = minorUnits === undefined ? undefined : formatMoney(minorUnits, "TRY", locale);
  const label = amount === undefined ? t("submit") : t("submit_amount", { amount });
  return (
    <div className="create-page max-w-200">
      <header className="page-head">
        <h1 className="page-title">{t("title")}</h1>
        <div className="page-actions">
          <ButtonLink tone="ghost" href={routes.checkouts(slug)}>
            {t("cancel")}
          </ButtonLink>
          <Button type="submit" form={FORM} tone="primary" busy={busy}>
            {busy ? t("busy") : label}
            {busy ? null : <kbd className="max-md:hidden">Ctrl ↵</kbd>}
          </Button>
        </div>
      </header>
      <Problems answer={answer} />
      <form id={FORM} noValidate className="panel create-form" onSubmit={onSubmit} onKeyDown={submitOnCtrlEnter}>
        <SaleSections form={form} />
        <PaymentSections form={form} />
      </form>
      <div className="create-bar">
        <b className="font-semibold">{minorUnits === undefined ? null : <Money minorUnits={minorUnits} />}</b>
        <Button type="submit" form={FORM} tone="primary" size="lg" busy={busy}>
          {busy ? t("busy") : t("submit")}
        </Button>
      </div>
    </div>
  );
}
