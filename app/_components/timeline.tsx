"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { TimelineItem } from "@/lib/payments/schemas";
import { cardName } from "./card-name";
import { ExactTime } from "./exact-time";
import { Icon, type IconName } from "./icons";
import { Money } from "./money";
import { TrustBars } from "./trust-bars";
import { SegmentedControl } from "./ui/fields/segmented-control";
import { Panel } from "./ui/panel";

const SOURCES = ["all", "staff", "payer", "system", "provider"] as const;
const NORMAL_GAP_MS = 60_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** The money a line is about, where it moves or is set aside. */
function amountOf({ code, data }: TimelineItem): string | number | null | undefined {
  if (code === "payment.captured") return data.amount_charged;
  const isBack = code.startsWith("refund.") || /^payment\.(partially_refunded|refunded|voided)$/.test(code);
  return isBack ? data.amount : undefined;
}

function refundLook(code: string): { icon: IconName; tone: string } | undefined {
  if (code.endsWith("refunded") || code.endsWith("voided")) return { icon: "stRefund", tone: "tone-refund" };
  if (!code.startsWith("refund.") || code.endsWith("unknown")) return undefined;
  if (code.endsWith("rejected")) return { icon: "stFail", tone: "tone-fail" };
  if (code.endsWith("awaiting_approval")) return { icon: "stWait", tone: "tone-wait" };
  if (code.endsWith("scheduled")) return { icon: "clock", tone: "" };
  if (code.endsWith("withdrawn")) return { icon: "stOff", tone: "tone-off" };
  if (code.endsWith("confirmed")) return { icon: "stRefund", tone: "tone-refund" };
  return { icon: "refund", tone: "" };
}

function look(code: string): { icon: IconName; tone: string } {
  if (/captured$|\.paid$|exhausted$|^checkout\.complete$/.test(code)) return { icon: "stPaid", tone: "tone-paid" };
  if (code.endsWith("failed")) return { icon: "stFail", tone: "tone-fail" };
  if (code.endsWith("unknown") || code.endsWith("foreign_currency")) return { icon: "stWait", tone: "tone-wait" };
  if (code.endsWith("expired") || code.includes("deactivat")) return { icon: "stOff", tone: "tone-off" };
  if (code.startsWith("event.return") || code.endsWith("returned")) return { icon: "refund", tone: "tone-accent" };
  if (code.startsWith("event.")) return { icon: "hook", tone: "" };
  if (code.startsWith("call.")) return { icon: "refresh", tone: "" };
  if (code.startsWith("mail.")) return { icon: "mail", tone: "" };
  if (code.endsWith("handed_over") || code === "try.started") return { icon: "bank", tone: "tone-accent" };
  if (code.startsWith("paylink.")) return { icon: "link", tone: "" };
  if (code.startsWith("checkout.")) return { icon: "document", tone: "" };
  return { icon: "info", tone: "" };
}

function duration(milliseconds: number, locale: "tr" | "en"): string {
  const unit = (value: number, name: "hour" | "minute" | "second") =>
    new Intl.NumberFormat(locale, { style: "unit", unit: name, unitDisplay: "short" }).format(value);
  if (milliseconds >= HOUR_MS) return unit(Math.floor(milliseconds / HOUR_MS), "hour");
  const seconds = Math.floor((milliseconds % MINUTE_MS) / 1000);
  return `${unit(Math.floor(milliseconds / MINUTE_MS), "minute")} ${unit(seconds, "second")}`;
}

function Gap({ newer, older, locale }: { newer: TimelineItem; older: TimelineItem | undefined; locale: "tr" | "en" }) {
  const t = useTranslations("timeline");
  // Between the changes of a link or payment page days may pass; only a payment under way can be silent.
  const inPayment = older !== undefined && !/^(paylink|checkout)\./.test(older.code);
  const gap = inPayment ? new Date(newer.at).getTime() - new Date(older.at).getTime() : 0;
  if (gap < NORMAL_GAP_MS) return null;
  return (
    <li className="timeline-gap">
      <span>{t("gap", { duration: duration(gap, locale) })}</span>
    </li>
  );
}

function Raw({ raw }: { raw: NonNullable<TimelineItem["raw"]> }) {
  const t = useTranslations("timeline");
  return (
    <details className="raw">
      <summary>
        <Icon name="right" />
        {t("raw")}
      </summary>
      <pre>
        {`${raw.operation}\n${JSON.stringify(raw.request, null, 1)}\n\n${raw.http_status ?? "–"}  ${raw.duration_ms ?? "–"} ms\n${JSON.stringify(raw.response, null, 1)}`}
      </pre>
    </details>
  );
}

/** A call that went out and brought back nothing that could be believed. */
const isUnanswered = ({ code, data }: TimelineItem) =>
  code.startsWith("call.") && (data.state === "no_answer" || Number(data.http_status) >= 500);

/** Who did it, in the reader's words: a name for staff, never an internal id. */
function useActorName(): (item: TimelineItem) => string {
  const t = useTranslations("timeline");
  return ({ source, actor, code }) => {
    if (source === "staff") return actor.startsWith("key_") ? t("program") : actor || t("staff");
    if (source === "payer") return t("payer");
    if (source === "provider") return `${actor.charAt(0).toUpperCase()}${actor.slice(1)}`;
    return code.startsWith("call.")
      ? `${t("system")} → ${actor.charAt(0).toUpperCase()}${actor.slice(1)}`
      : t("system");
  };
}

/** Of a try the account and the card; of a refusal its code and what staff can make of it. */
function TryFacts({ item: { code, data } }: { item: TimelineItem }) {
  const coach = useTranslations("declines");
  if (code === "try.started") {
    const card = { brand: data.brand as string | null, last4: data.last4 as string | null };
    return (
      <>
        <span>{data.account}</span>
        {card.last4 ? <span>{cardName(card)}</span> : null}
      </>
    );
  }
  if (typeof data.decline_key !== "string") return null;
  return (
    <span>
      <span className="mono">{data.decline_code}</span> {coach(`staff.${data.decline_key}`)}
    </span>
  );
}

function Entry({ item }: { item: TimelineItem }) {
  const t = useTranslations("timeline");
  const actorName = useActorName();
  const { icon, tone } = refundLook(item.code) ?? look(item.code);
  const key = `code.${item.code.replace(/[./-]/g, "_")}`;
  // A code newer than this catalogue still gets a sentence when it is a call; otherwise the code itself is honest.
  const fallback = item.code.startsWith("call.") ? t("code.call") : item.code;
  const sentence = t.has(key) ? t(key) : fallback;
  const amount = amountOf(item);
  const reason = item.code === "refund.requested" ? item.data.reason : undefined;
  return (
    <li>
      <span className={`timeline-mark ${tone}`}>
        <Icon name={icon} />
      </span>
      <div className="timeline-body min-w-0">
        <p className="timeline-title">
          {sentence}
          {amount !== undefined && amount !== null ? (
            <>
              {", "}
              <Money minorUnits={String(amount)} />
            </>
          ) : null}
        </p>
        <p className="timeline-meta">
          <span>{actorName(item)}</span>
          <TryFacts item={item} />
          {typeof reason === "string" ? <span>“{reason}”</span> : null}
          {isUnanswered(item) ? <b className="font-semibold text-ink">{t("no_answer")}</b> : null}
          {item.trust ? <TrustBars trust={item.trust} /> : null}
          {item.trust && item.trust !== "confirmed" && item.code.startsWith("event.") ? (
            <span>{t("hint_only")}</span>
          ) : null}
        </p>
        {item.raw ? <Raw raw={item.raw} /> : null}
      </div>
      <span className="timeline-time">
        <ExactTime iso={item.at} form="moment" />
      </span>
    </li>
  );
}

/** One merged stream, newest first: staff, customer, our system, provider. Long silences are drawn and named. */
export function Timeline({ items, locale }: { items: readonly TimelineItem[]; locale: "tr" | "en" }) {
  const t = useTranslations("timeline");
  const [source, setSource] = useState<string>("all");
  const shown = source === "all" ? items : items.filter((item) => item.source === source);
  return (
    <Panel
      id="timeline"
      title={t("title")}
      aside={
        <div className="max-md:hidden">
          <SegmentedControl
            name="timeline-source"
            label={t("filter")}
            small
            value={source}
            onChange={setSource}
            segments={SOURCES.map((value) => ({ value, label: t(value) }))}
          />
        </div>
      }
    >
      {shown.length === 0 ? (
        <p className="panel-body text-ink-3">{t("empty")}</p>
      ) : (
        <ol className="timeline panel-body">
          {shown.flatMap((item, index) => [
            <Entry key={item.id} item={item} />,
            source === "all" ? (
              <Gap key={`${item.id}-gap`} newer={item} older={shown[index + 1]} locale={locale} />
            ) : null,
          ])}
        </ol>
      )}
    </Panel>
  );
}
