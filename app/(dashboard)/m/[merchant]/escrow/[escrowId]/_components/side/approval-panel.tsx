"use client";

import dynamic from "next/dynamic";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { RelativeTime } from "@/app/_components/date-time";
import { Icon } from "@/app/_components/icons";
import { Money } from "@/app/_components/money";
import { Button } from "@/app/_components/ui/button";
import { Panel } from "@/app/_components/ui/panel";
import type { EscrowCase, SeenCase } from "@/lib/escrow/desk/escrow-view";
import type { EscrowRequestDto } from "@/lib/escrow/schemas";
import { formatMoney } from "@/lib/kernel/format-money";
import type { MoneyLocale } from "@/lib/kernel/parse-money";
import { ApprovalForm } from "./approval-form";
import { ChangesNote } from "./changes-note";

const EndDialog = dynamic(() => import("../dialogs/end-dialog").then((module) => module.EndDialog), { ssr: false });

type ApprovalPanelProps = { slug: string; escrow: EscrowCase; request: EscrowRequestDto };

const initials = (name: string) =>
  name
    .split(/\s+/)
    .slice(0, 2)
    .map((part) => part.charAt(0).toLocaleUpperCase("tr"))
    .join("");

/** Who asked, and who has to agree. */
function Eyes({ escrow, request, mayDecide }: Omit<ApprovalPanelProps, "slug"> & { mayDecide: boolean }) {
  const t = useTranslations("escrow.approval");
  const common = useTranslations("refunds");
  const locale = useLocale() as MoneyLocale;
  const name = escrow.names[request.requested_by] ?? common("someone");
  const amount = formatMoney(BigInt(request.amount), "TRY", locale);
  return (
    <ol className="eyes">
      <li>
        <span className="eye" aria-hidden="true">
          {initials(name)}
        </span>
        <div>
          <b>{t("asked", { name })}</b>
          <small>
            <RelativeTime iso={request.created_at} />, {t(`what_${request.kind}`, { amount })}
          </small>
        </div>
        <Icon name="check" />
      </li>
      <li>
        <span className="eye" aria-hidden="true">
          2
        </span>
        <div>
          <b>{t(mayDecide ? "you" : "someone")}</b>
          <small>{t("rule")}</small>
        </div>
      </li>
    </ol>
  );
}

function Saw({ seen }: { seen: SeenCase }) {
  const t = useTranslations("escrow.approval");
  const locale = useLocale() as MoneyLocale;
  const held = formatMoney(BigInt(seen.held), "TRY", locale);
  return <p className="hint">{t("saw", { held, count: seen.evidence, delivered: String(seen.delivered) })}</p>;
}

/** Of a whole release: what was charged, what the provider keeps of it, and the rest. From the books, never worked out anew. */
function Sums({ escrow, request }: Omit<ApprovalPanelProps, "slug">) {
  const t = useTranslations("escrow.approval");
  const fees = escrow.journals
    .filter(({ kind }) => kind === "capture")
    .flatMap(({ entries }) => entries)
    .filter(({ account }) => account.startsWith("fees_"))
    .reduce((sum, { amount }) => sum + amount, 0);
  if (request.kind !== "release" || request.amount !== escrow.amount_total || fees === 0) return null;
  return (
    <dl className="case-sums">
      <dt>{t("charged")}</dt>
      <dd>
        <Money minorUnits={escrow.amount_total} />
      </dd>
      <dt>{t("fees")}</dt>
      <dd>
        <Money minorUnits={-fees} />
      </dd>
      <dt className="font-medium text-ink">{t("net")}</dt>
      <dd className="font-semibold">
        <Money minorUnits={escrow.amount_total - fees} />
      </dd>
    </dl>
  );
}

type DecisionProps = ApprovalPanelProps & { mayDecide: boolean; isOwn: boolean; isSeen: boolean };

/** The second person's yes or no, the requester's second thoughts, or why neither is possible here. */
function Decision({ slug, escrow, request, mayDecide, isOwn, isSeen }: DecisionProps) {
  const t = useTranslations("escrow.approval");
  const [isEnding, setEnding] = useState(false);
  if (!mayDecide && !isOwn) return <p className="hint">{t("not_permitted")}</p>;
  const kind = isOwn ? "withdraw" : "reject";
  return (
    <>
      {mayDecide ? <ApprovalForm slug={slug} escrow={escrow} request={request} isSeen={isSeen} /> : null}
      <Button wide onClick={() => setEnding(true)}>
        {t(kind)}
      </Button>
      {isEnding ? (
        <EndDialog kind={kind} slug={slug} escrow={escrow} request={request} onClose={() => setEnding(false)} />
      ) : null}
    </>
  );
}

/** Who asked, what they saw, what changed since, and the decision; the requester sees that somebody else has to agree. */
export function ApprovalPanel({ slug, escrow, request }: ApprovalPanelProps) {
  const t = useTranslations("escrow.approval");
  const [seenOf, setSeenOf] = useState("");
  const isOwn = request.requested_by === escrow.reader_id;
  const mayDecide = escrow.may_approve && !isOwn;
  const seen = escrow.seen[request.id];
  // A tick is about exactly these changes: another one asks again.
  const changes = JSON.stringify(seen?.changes ?? []);
  const isSeen = changes === "[]" || seenOf === changes;
  const title = isOwn ? t("own_title") : t(mayDecide ? "asked_you" : "other_title");
  return (
    <Panel id={`approval-${request.id}`} title={title}>
      <div className="panel-body grid gap-4">
        <Eyes escrow={escrow} request={request} mayDecide={mayDecide} />
        <blockquote className="said">“{request.note}”</blockquote>
        {seen ? <Saw seen={seen} /> : null}
        {seen ? (
          <ChangesNote
            escrow={escrow}
            seen={seen}
            ticked={seenOf === changes}
            onTick={mayDecide ? (ticked) => setSeenOf(ticked ? changes : "") : undefined}
          />
        ) : null}
        <Sums escrow={escrow} request={request} />
        <Decision slug={slug} escrow={escrow} request={request} mayDecide={mayDecide} isOwn={isOwn} isSeen={isSeen} />
      </div>
    </Panel>
  );
}
