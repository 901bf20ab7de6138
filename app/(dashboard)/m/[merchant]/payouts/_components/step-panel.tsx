"use client";

import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ListError } from "@/app/_components/lists/list-error";
import { Money } from "@/app/_components/money";
import { Button } from "@/app/_components/ui/button";
import { Panel } from "@/app/_components/ui/panel";
import { getJson } from "@/app/_lib/api-client";
import { queryKeys } from "@/app/_lib/query-keys";
import { routes } from "@/app/_lib/routes";
import type { ListPage } from "@/lib/paylinks/schemas";
import type { PayoutView } from "@/lib/payouts/schemas";
import { type Step, stepFilter } from "../list-params";
import { StepRow } from "./step-row";

const StepDialog = dynamic(() => import("./step-dialog").then((module) => module.StepDialog), { ssr: false });
const MarkDialog = dynamic(() => import("./mark-dialog").then((module) => module.MarkDialog), { ssr: false });

export type May = { request: boolean; approve: boolean };
export type RowAction = "paid" | "failed" | "withdraw";

/** Whether this row takes part in the step that its panel offers. */
function isOpen(step: Step, { is_own, is_ready, way }: PayoutView): boolean {
  if (step === "waiting") return is_ready;
  if (step === "awaiting_approval") return !is_own;
  return step === "approved" && way === "file";
}

const mayStep = (step: Step, may: May) => (step === "awaiting_approval" ? may.approve : may.request);

/** Everything that waits for one step, with the sum of what is chosen and the one button that takes it. */
export function StepPanel({ slug, step, may }: { slug: string; step: Step; may: May }) {
  const t = useTranslations("payouts");
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [asking, setAsking] = useState(false);
  const [marking, setMarking] = useState<{ payout: PayoutView; action: RowAction }>();
  const filter = stepFilter(step);
  const list = useQuery({
    queryKey: queryKeys.payouts(slug, filter),
    queryFn: ({ signal }) => getJson<ListPage<PayoutView>>(routes.api.payouts(slug, filter), signal),
  });
  const rows = list.data?.data ?? [];
  const chosen = rows.filter((row) => isOpen(step, row) && !left.has(row.id));
  const sum = chosen.reduce((total, { amount }) => total + amount, 0);
  const toggle = (id: string) =>
    setLeft((before) => new Set(before.has(id) ? [...before].filter((one) => one !== id) : [...before, id]));
  if (list.isError && !list.data) {
    return (
      <Panel id={`step-${step}`} title={t(`step.${step}.title`)}>
        <ListError error={list.error} retry={() => void list.refetch()} />
      </Panel>
    );
  }
  if (rows.length === 0) return null;
  return (
    <Panel
      id={`step-${step}`}
      title={t(`step.${step}.title`)}
      aside={<span className="hint">{t("count", { count: rows.length })}</span>}
    >
      <ul>
        {rows.map((payout) => (
          <StepRow
            key={payout.id}
            payout={payout}
            step={step}
            may={may}
            checked={isOpen(step, payout) ? !left.has(payout.id) : undefined}
            onToggle={() => toggle(payout.id)}
            onAction={(action) => setMarking({ payout, action })}
          />
        ))}
      </ul>
      {step !== "exported" && mayStep(step, may) ? (
        <div className="panel-foot flex flex-wrap items-center justify-between gap-3">
          <span>
            {t("chosen", { count: chosen.length })} <Money minorUnits={sum} />
          </span>
          <Button tone="primary" disabled={chosen.length === 0} onClick={() => setAsking(true)}>
            {t(`step.${step}.action`)}
          </Button>
        </div>
      ) : null}
      {asking && step !== "exported" ? (
        <StepDialog slug={slug} step={step} payouts={chosen} onClose={() => setAsking(false)} />
      ) : null}
      {marking ? <MarkDialog slug={slug} {...marking} onClose={() => setMarking(undefined)} /> : null}
    </Panel>
  );
}
