"use client";

import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Icon } from "@/app/_components/icons";
import { RefusalNote } from "@/app/_components/refunds/refusal-note";
import { Button } from "@/app/_components/ui/button";
import { useNotify } from "@/app/_components/ui/overlays/toast";
import type { PosSaleView } from "@/lib/pos/board/schemas";
import { CASHIER_ANSWERS } from "@/lib/pos/schemas";
import { answerForPosSaleAction, askPosSaleAction, cancelPosSaleAction, seePosAlarmAction } from "../../actions";
import { usePosAction } from "./use-pos-action";

const ReverseDialog = dynamic(() => import("./reverse-dialog").then((module) => module.ReverseDialog), { ssr: false });

type SaleProps = { slug: string; sale: PosSaleView };

/** Asks the provider now, or gives the try up. Both may be pressed again. */
export function AskAndCancel({ slug, sale, withAsk }: SaleProps & { withAsk: boolean }) {
  const t = useTranslations("pos.act");
  const { run, busy, refusal } = usePosAction(slug);
  const { ask, cancel } = sale.allowed_actions;
  return (
    <>
      <div className="sale-buttons">
        {withAsk && ask.allowed ? (
          <Button size="sm" busy={busy === "ask"} onClick={() => run("ask", () => askPosSaleAction(slug, sale.id))}>
            <Icon name="refresh" />
            {t("ask")}
          </Button>
        ) : null}
        {cancel.allowed ? (
          <Button
            size="sm"
            busy={busy === "cancel"}
            onClick={() => run("cancel", () => cancelPosSaleAction(slug, sale.id))}
          >
            {t("cancel")}
          </Button>
        ) : null}
      </div>
      <RefusalNote text={refusal} />
    </>
  );
}

/** The one question the cashier can answer where the provider is silent. It decides nothing about the money. */
export function CashierQuestion({ slug, sale }: SaleProps) {
  const t = useTranslations("pos.question");
  const { run, busy, refusal } = usePosAction(slug);
  if (!sale.allowed_actions.answer.allowed) return null;
  if (sale.cashier_answer !== null) {
    return (
      <div className="sale-question">
        <p>{t(`said.${sale.cashier_answer.answer}`)}</p>
      </div>
    );
  }
  return (
    <fieldset className="sale-question">
      <legend>{t("title")}</legend>
      <div className="sale-buttons">
        {CASHIER_ANSWERS.map((answer) => (
          <Button
            key={answer}
            size="sm"
            disabled={busy !== undefined}
            busy={busy === answer}
            onClick={() => run(answer, () => answerForPosSaleAction(slug, sale.id, answer))}
          >
            {t(answer)}
          </Button>
        ))}
      </div>
      <RefusalNote text={refusal} />
    </fieldset>
  );
}

/** Gives the whole sale back after a confirmation; where that is not possible it says why. */
export function ReverseButton({ slug, sale, look = "button" }: SaleProps & { look?: "button" | "link" }) {
  const t = useTranslations("pos");
  const [open, setOpen] = useState(false);
  const { allowed, reason } = sale.allowed_actions.reverse;
  if (!allowed && look === "link") return null;
  return (
    <>
      {look === "link" ? (
        <button type="button" className="link" onClick={() => setOpen(true)}>
          {t("act.reverse")}
        </button>
      ) : (
        <Button
          size="sm"
          tone="caution"
          disabled={!allowed}
          aria-describedby={allowed ? undefined : `no-reverse-${sale.id}`}
          onClick={() => setOpen(true)}
        >
          {t("act.reverse")}
        </Button>
      )}
      {!allowed && reason && t.has(`not_allowed.${reason}`) ? (
        <span className="hint" id={`no-reverse-${sale.id}`}>
          {t(`not_allowed.${reason}`)}
        </span>
      ) : null}
      {open ? <ReverseDialog slug={slug} sale={sale} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

/** Takes the alarm off the board; who read it stays on record. */
export function SeenButton({ slug, sale }: SaleProps) {
  const t = useTranslations("pos.act");
  const notify = useNotify();
  const { run, busy, refusal } = usePosAction(slug);
  return (
    <>
      <Button
        size="sm"
        busy={busy === "seen"}
        onClick={() =>
          run(
            "seen",
            () => seePosAlarmAction(slug, sale.id),
            () => notify(t("seen_done")),
          )
        }
      >
        <Icon name="check" />
        {t("seen")}
      </Button>
      <RefusalNote text={refusal} />
    </>
  );
}
