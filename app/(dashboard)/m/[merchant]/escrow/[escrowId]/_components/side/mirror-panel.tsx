"use client";

import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { BecauseLine } from "@/app/_components/because-line";
import { ExactTime } from "@/app/_components/exact-time";
import { Icon } from "@/app/_components/icons";
import { Button } from "@/app/_components/ui/button";
import { Fact } from "@/app/_components/ui/facts";
import { Panel } from "@/app/_components/ui/panel";
import { Pill } from "@/app/_components/ui/pill";
import type { EscrowCase } from "@/lib/escrow/desk/escrow-view";
import { type MirrorStep, stepsOf } from "./mirror-steps";

const MirrorDialog = dynamic(() => import("../dialogs/mirror-dialog").then((module) => module.MirrorDialog), {
  ssr: false,
});

const PROVIDERS = { paynet: "Paynet", paywall: "Paywall" } as const;
const WAITS: readonly string[] = ["unknown", "refused"];

/** What the provider that keeps the money was told, what it says itself, and what only a person can settle. */
export function MirrorPanel({ slug, escrow }: { slug: string; escrow: EscrowCase }) {
  const t = useTranslations("escrow-mirror");
  const [step, setStep] = useState<MirrorStep | undefined>();
  const { mirror } = escrow;
  if (mirror === null) return null;
  const steps = stepsOf(escrow);
  return (
    <Panel
      id="provider-mirror"
      title={t("title", { provider: PROVIDERS[mirror.provider] })}
      aside={
        <Pill tone={mirror.drift !== null || WAITS.includes(mirror.status) ? "wait" : "plain"}>
          {t(`status.${mirror.status}`)}
        </Pill>
      }
    >
      <div className="panel-body grid gap-3">
        {mirror.drift === null ? null : (
          <p className="note note-wait" role="status">
            <Icon name="alert" />
            <span>{t(`drift.${mirror.drift}`)}</span>
          </p>
        )}
        <BecauseLine because={mirror.because} />
        <dl className="facts">
          {mirror.decision === null ? null : <Fact name={t("decision")}>{t(`decisions.${mirror.decision}`)}</Fact>}
          {mirror.status === "due" && mirror.ready_at !== null ? (
            <Fact name={t("ready_at")}>
              <ExactTime iso={mirror.ready_at} form="short" />
            </Fact>
          ) : null}
          <Fact name={t("seen")}>
            {mirror.seen === null || mirror.seen_at === null ? (
              t(mirror.provider === "paynet" ? "never_told" : "not_seen_yet")
            ) : (
              <>
                {t(`seen_as.${mirror.seen}`)} · <ExactTime iso={mirror.seen_at} form="short" />
              </>
            )}
          </Fact>
        </dl>
        {steps.length > 0 && !escrow.may_release ? <p className="hint">{t("not_permitted")}</p> : null}
        {escrow.may_release
          ? steps.map((name) => (
              <Button key={name} wide tone={name === "cancel" ? "caution" : "plain"} onClick={() => setStep(name)}>
                {t(`step.${name}.act`)}
              </Button>
            ))
          : null}
        {step === undefined ? null : (
          <MirrorDialog slug={slug} escrow={escrow} step={step} onClose={() => setStep(undefined)} />
        )}
      </div>
    </Panel>
  );
}
