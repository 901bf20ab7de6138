"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { RelativeTime } from "@/app/_components/date-time";
import { FormDialog } from "@/app/_components/form-dialog";
import { Icon } from "@/app/_components/icons";
import { Money } from "@/app/_components/money";
import { Checkbox } from "@/app/_components/ui/fields/checkbox";
import { useNotify } from "@/app/_components/ui/overlays/toast";
import { useMoneyAction } from "@/app/_lib/forms/use-money-action";
import type { StatementPlan } from "@/lib/reconciliation/bank/import-statement";
import { importStatementAction, planStatementAction, type StatementWish } from "../../actions";
import { useRefusalText } from "../use-fix";

const MOST_SHOWN = 8;

/** The file's bytes as they are: which encoding the bank used is found out on the server. */
async function base64(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

function Preview({ plan }: { plan: StatementPlan }) {
  const t = useTranslations("reconciliation.statement");
  const locale = useLocale();
  const day = (iso: string) => new Date(`${iso}T12:00:00Z`).toLocaleDateString(locale);
  return (
    <section className="grid gap-2" aria-live="polite">
      <p className="font-medium">{t("plan", { lines: plan.lines, from: day(plan.day_from), to: day(plan.day_to) })}</p>
      <p className="text-ink-2">{t("known", { count: plan.known })}</p>
      <dl className="facts">
        <dt>{t("in")}</dt>
        <dd>
          <Money minorUnits={plan.amount_in} />
        </dd>
        <dt>{t("out")}</dt>
        <dd>
          <Money minorUnits={plan.amount_out} />
        </dd>
      </dl>
      {plan.imported_at ? (
        <div className="note">
          <Icon name="info" />
          <p>{t.rich("same", { day: () => <RelativeTime key="day" iso={plan.imported_at ?? ""} /> })}</p>
        </div>
      ) : null}
      {plan.refused.length > 0 ? (
        <div className="note note-wait">
          <Icon name="alert" />
          <div>
            <b>{t("refused")}</b>
            <ul>
              {plan.refused.slice(0, MOST_SHOWN).map(({ line, problem, text }) => (
                <li key={line}>
                  {t("refused_line", { line, problem: t(`problem.${problem}`) })}{" "}
                  <span className="text-ink-2">{text}</span>
                </li>
              ))}
            </ul>
          </div>
        </div>
      ) : null}
    </section>
  );
}

/** A bank's statement: read and shown first, taken in only then. */
export function StatementDialog({ slug, onClose }: { slug: string; onClose: () => void }) {
  const t = useTranslations("reconciliation.statement");
  const refused = useRefusalText();
  const router = useRouter();
  const notify = useNotify();
  const [wish, setWish] = useState<StatementWish | undefined>();
  const [plan, setPlan] = useState<StatementPlan | undefined>();
  const [skip, setSkip] = useState(false);
  const [problem, setProblem] = useState<string | undefined>();
  const [reading, startReading] = useTransition();
  const words: typeof refused = (answer) =>
    answer?.kind === "error" && answer.reason !== undefined && t.has(`bad.${answer.reason}`)
      ? t(`bad.${answer.reason}`)
      : refused(answer);
  const { run, busy, refusal } = useMoneyAction(slug, ["reconciliation"], words);
  const choose = (file: File | undefined) =>
    startReading(async () => {
      setPlan(undefined);
      setProblem(undefined);
      if (file === undefined) return;
      const chosen = { name: file.name, content: await base64(file) };
      const answer = await planStatementAction(slug, chosen).catch(() => undefined);
      setWish(chosen);
      if (answer?.kind === "ok") setPlan(answer.value);
      else setProblem(words(answer));
    });
  const submit = () => {
    if (wish === undefined || plan === undefined) return;
    run(
      async (command) => {
        const answer = await importStatementAction(slug, command, { ...wish, skip_refused: skip });
        router.refresh();
        return answer;
      },
      () => {
        onClose();
        notify(t("done"));
      },
    );
  };
  return (
    <FormDialog
      id="statement"
      title={t("title")}
      text={t("text")}
      confirm={t("confirm")}
      busy={busy || reading}
      refusal={problem ?? refusal}
      onSubmit={submit}
      onClose={onClose}
    >
      <label className="grid gap-1">
        <span className="field-label">{t("file")}</span>
        <input
          type="file"
          accept=".csv,.txt,text/csv"
          className="input h-auto py-2"
          onChange={({ target }) => choose(target.files?.[0])}
        />
      </label>
      {plan ? <Preview plan={plan} /> : null}
      {plan && plan.refused.length > 0 ? (
        <Checkbox
          id="statement-skip"
          label={t("skip")}
          checked={skip}
          onChange={({ target }) => setSkip(target.checked)}
        />
      ) : null}
    </FormDialog>
  );
}
