"use client";

import { useTranslations } from "next-intl";
import { useProductClock } from "./product-clock";

const SOON = 0.7;
const WHOLE = 100;

/** `m:ss`, from an hour on `h:mm:ss`. */
export function clockText(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const pad = (value: number) => String(value).padStart(2, "0");
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}:${pad(seconds % 60)}`;
  return `${Math.floor(minutes / 60)}:${pad(minutes % 60)}:${pad(seconds % 60)}`;
}

/** Accent to 70 % of the time, amber after, red at the end. */
export function ringTone(share: number): "info" | "wait" | "fail" {
  if (share >= 1) return "fail";
  return share >= SOON ? "wait" : "info";
}

/** How much of the time between two instants is over, from 0 to 1. */
export function shareGone(now: number, from: string, until: string): number {
  const [start, end] = [Date.parse(from), Date.parse(until)];
  if (end <= start) return 1;
  return Math.min(1, Math.max(0, (now - start) / (end - start)));
}

/** A small ring with the time in figures beside it. The arc is an attribute, so the strict policy holds. */
export function Stopwatch({ from, until }: { from: string; until: string }) {
  const t = useTranslations("pos.watch");
  const now = useProductClock();
  const share = shareGone(now, from, until);
  const gone = clockText(now - Date.parse(from));
  const all = clockText(Date.parse(until) - Date.parse(from));
  const isOver = share >= 1;
  return (
    <span className="stopwatch">
      <svg
        className={`watch-ring ring-${ringTone(share)}`}
        width="20"
        height="20"
        viewBox="0 0 20 20"
        aria-hidden="true"
      >
        <circle className="ring-track" cx="10" cy="10" r="8" />
        <circle
          className="ring-value"
          cx="10"
          cy="10"
          r="8"
          pathLength={WHOLE}
          strokeDasharray={`${Math.round(share * WHOLE)} ${WHOLE}`}
        />
      </svg>
      <span role="timer" aria-label={t(isOver ? "over_label" : "label", { gone, all })}>
        <b>{gone}</b> {isOver ? t("over") : `/ ${all}`}
      </span>
    </span>
  );
}
