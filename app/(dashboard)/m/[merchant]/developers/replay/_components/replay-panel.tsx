"use client";

import { useTranslations } from "next-intl";
import { RefusalNote } from "@/app/_components/refunds/refusal-note";
import { Button } from "@/app/_components/ui/button";
import { SegmentedControl } from "@/app/_components/ui/fields/segmented-control";
import { Panel } from "@/app/_components/ui/panel";
import type { AskedSubject, ShadowDto } from "@/lib/webhooks/replay/schemas";
import { ApplyForm } from "./apply-form";
import { DifferenceView } from "./difference-view";
import { useReplay } from "./use-replay";

type ReplayPanelProps = { slug: string; ids: string[]; mayApply: boolean };

function Answer({ subject }: { subject: AskedSubject }) {
  const t = useTranslations("inbound");
  return (
    <li className="flex flex-wrap justify-between gap-x-4 gap-y-1 py-2">
      <span>
        {t(`subject.${subject.kind}`)} <span className="mono text-ink-2">{subject.id.slice(-8)}</span>
      </span>
      <span>
        {t(`replay.answer.${subject.answer}`)}
        {subject.left_open.length > 0 ? <> · {t("replay.left_open", { count: subject.left_open.length })}</> : null}
        {subject.refused.length > 0 ? <> · {t("replay.refused", { codes: subject.refused.join(", ") })}</> : null}
      </span>
    </li>
  );
}

function Answers({ shadow }: { shadow: ShadowDto }) {
  const t = useTranslations("inbound.replay");
  const nameless = shadow.events.filter(({ subject_id }) => subject_id === null).length;
  return (
    <Panel id="replay-answers" title={t("asked")}>
      <div className="panel-body">
        <ul>
          {shadow.subjects.map((subject) => (
            <Answer key={subject.id} subject={subject} />
          ))}
        </ul>
        {nameless > 0 ? <p className="hint">{t("names_nothing", { count: nameless })}</p> : null}
      </div>
    </Panel>
  );
}

/** Where the answer comes from, what it would change, and applying exactly that. */
export function ReplayPanel({ slug, ids, mayApply }: ReplayPanelProps) {
  const t = useTranslations("inbound.replay");
  const replay = useReplay(slug, ids);
  const { shadow, result } = replay;
  const sources = (["now", "recorded"] as const).map((value) => ({ value, label: t(value) }));
  return (
    <div className="grid max-w-[880px] gap-5">
      <Panel id="replay-source" title={t("chosen", { count: ids.length })}>
        <div className="panel-body grid gap-3">
          <div className="flex">
            <SegmentedControl
              name="source"
              label={t("source")}
              segments={sources}
              value={replay.source}
              onChange={(value) => replay.setSource(value === "recorded" ? "recorded" : "now")}
            />
          </div>
          <p className="hint">{t("source_hint")}</p>
          <div>
            <Button tone={shadow ? "plain" : "primary"} busy={replay.busy} onClick={replay.run}>
              {t(shadow ? "again" : "run")}
            </Button>
          </div>
          <RefusalNote text={replay.refusal} />
        </div>
      </Panel>
      <p role="status" className={result === undefined ? "sr-only" : "font-semibold"}>
        {result === undefined ? "" : t(result)}
      </p>
      {shadow ? <Answers shadow={shadow} /> : null}
      {shadow && result !== "applied" ? <DifferenceView rows={shadow.rows} /> : null}
      {shadow && shadow.rows.length > 0 && result !== "applied" ? (
        mayApply ? (
          <ApplyForm busy={replay.busy} wrongPassword={replay.wrongPassword} onApply={replay.apply} />
        ) : (
          <p className="hint">{t("not_yours")}</p>
        )
      ) : null}
    </div>
  );
}
