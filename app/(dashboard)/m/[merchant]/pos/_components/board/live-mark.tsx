"use client";

import { useTranslations } from "next-intl";
import { useSyncExternalStore } from "react";
import { useLiveState } from "@/app/_lib/live-updates";

const SECOND_MS = 1000;
const POLL_SECONDS = 15;
const subscribe = (onTick: () => void) => {
  const timer = setInterval(onTick, SECOND_MS);
  return () => clearInterval(timer);
};
const currentSecond = () => Math.floor(Date.now() / SECOND_MS);

/** How old what is shown is; when the stream is lost, that it is and when it is tried again. */
export function LiveMark({ updatedAt }: { updatedAt: number }) {
  const t = useTranslations("pos.live");
  const state = useLiveState();
  const second = useSyncExternalStore(subscribe, currentSecond, () => undefined);
  if (second === undefined) return <span className="live-mark">{t("connecting")}</span>;
  const age = Math.max(0, second - Math.floor(updatedAt / SECOND_MS));
  const isLost = state === "polling";
  return (
    <>
      <span className={isLost ? "live-mark is-lost" : "live-mark"} aria-hidden="true">
        <i />
        {isLost ? t("lost", { seconds: POLL_SECONDS - (age % POLL_SECONDS) }) : t("live", { seconds: age })}
      </span>
      <span className="sr-only" role="status">
        {isLost ? t("lost_label") : ""}
      </span>
    </>
  );
}
