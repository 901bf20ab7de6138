import { useLocale, useTranslations } from "next-intl";
import { BecauseLine } from "@/app/_components/because-line";
import { CaseStateBadge, CaseStatusBadge } from "@/app/_components/escrow/case-badge";
import { Money } from "@/app/_components/money";
import { bankDay } from "@/app/_lib/time-format";
import type { EscrowCase } from "@/lib/escrow/desk/escrow-view";

type Step = {
  name: "paid" | "sent" | "proved" | "second" | "released" | "refunded";
  at: string | null;
  isDone: boolean;
};

function stepsOf(escrow: EscrowCase): Step[] {
  const asked = escrow.requests.find(({ status }) => status === "awaiting_approval");
  const isOver = escrow.status === "released" || escrow.status === "refunded";
  const waits: Step[] = asked ? [{ name: "second", at: asked.created_at, isDone: false }] : [];
  return [
    { name: "paid", at: escrow.held_at, isDone: escrow.held_at !== null },
    { name: "sent", at: escrow.shipped_at, isDone: escrow.shipped_at !== null },
    { name: "proved", at: escrow.delivered_at, isDone: escrow.delivered_at !== null },
    ...waits,
    {
      name: escrow.status === "refunded" ? "refunded" : "released",
      at: isOver ? escrow.because.at : null,
      isDone: isOver,
    },
  ];
}

function Steps({ escrow }: { escrow: EscrowCase }) {
  const t = useTranslations("escrow.steps");
  const locale = useLocale();
  const steps = stepsOf(escrow);
  const current = steps.findIndex(({ isDone }) => !isDone);
  const day = (iso: string) =>
    bankDay(new Date(Date.parse(iso) + 3 * 3_600_000).toISOString().slice(0, 10), locale).name;
  return (
    <ol className="case-steps" aria-label={t("label")}>
      {steps.map(({ name, at, isDone }, index) => (
        <li key={name} className={isDone ? "is-done" : undefined} aria-current={index === current ? "step" : undefined}>
          {t(name)}
          <span>{at ? day(at) : index === current ? t("waiting") : ""}</span>
        </li>
      ))}
    </ol>
  );
}

/** The one large amount, where the money is, what waits, and because of what. */
export function CaseHead({ escrow }: { escrow: EscrowCase }) {
  const t = useTranslations("escrow");
  const held = escrow.amount_held + escrow.amount_pending;
  const isOver = escrow.status !== "held";
  return (
    <header className="detail-head">
      <div aria-live="polite">
        <h1 className="hero">
          <Money minorUnits={isOver ? escrow.amount_total : held} />
        </h1>
        <p className="detail-state">
          <CaseStatusBadge status={escrow.status} />
          {isOver && escrow.substate === escrow.status ? null : <CaseStateBadge escrow={escrow} />}
          <span className="text-ink-3">{escrow.customer_name ?? t("no_buyer")}</span>
        </p>
        <BecauseLine because={escrow.because} />
      </div>
      <Steps escrow={escrow} />
    </header>
  );
}
