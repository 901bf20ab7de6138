"use client";

import { useLocale, useTranslations } from "next-intl";
import { useCaseAction } from "@/app/_components/escrow/use-case-action";
import { RefusalNote } from "@/app/_components/refunds/refusal-note";
import { Button } from "@/app/_components/ui/button";
import { useNotify } from "@/app/_components/ui/overlays/toast";
import { Panel } from "@/app/_components/ui/panel";
import type { EscrowCase } from "@/lib/escrow/desk/escrow-view";
import type { EscrowRequestDto } from "@/lib/escrow/schemas";
import { formatMoney } from "@/lib/kernel/format-money";
import type { MoneyLocale } from "@/lib/kernel/parse-money";
import { undoAction } from "../../actions";
import { clockText, useProductNow } from "../product-now";

type UndoProps = { slug: string; escrow: EscrowCase; request: EscrowRequestDto; left: number };

function Undo({ slug, escrow, request, left }: UndoProps) {
  const t = useTranslations("escrow.undo");
  const locale = useLocale() as MoneyLocale;
  const notify = useNotify();
  const { run, busy, refusal } = useCaseAction(slug);
  const title = t("title", { amount: formatMoney(BigInt(request.amount), "TRY", locale) });
  const undo = () =>
    run(
      (command) => undoAction(slug, command, { id: escrow.id, request_id: request.id }),
      () => notify(t("done")),
    );
  return (
    <Panel id={`undo-${request.id}`} title={title}>
      <div className="panel-body grid gap-3">
        <p>
          <span className="hint block">{t("left")}</span>
          <span className="undo-left" role="timer" aria-label={`${t("left")} ${clockText(left)}`}>
            {clockText(left)}
          </span>
        </p>
        <p className="text-ink-2">{t("text")}</p>
        {escrow.may_release ? (
          <Button tone="caution" wide busy={busy} onClick={undo}>
            {t("act")}
          </Button>
        ) : (
          <p className="hint">{t("not_permitted")}</p>
        )}
        <RefusalNote text={refusal} />
      </div>
    </Panel>
  );
}

/** For ten minutes a release can be taken back; the time left is the product's, not this computer's. */
export function UndoPanel({ slug, escrow }: { slug: string; escrow: EscrowCase }) {
  const open = escrow.requests.filter(({ undo_until: until }) => until !== null && until > escrow.now);
  const now = useProductNow(escrow.now, open.length > 0);
  return open.map((request) => {
    const left = Date.parse(request.undo_until ?? "") - now;
    return left > 0 ? <Undo key={request.id} slug={slug} escrow={escrow} request={request} left={left} /> : null;
  });
}
