"use client";

import { useTranslations } from "next-intl";
import { useLiveState } from "@/app/_lib/live-updates";

/** Silent while all is well; speaks up only when the stream is lost. */
export function LiveTag() {
  const t = useTranslations("shell.stream");
  const state = useLiveState();
  return (
    <span role="status" className={state === "polling" ? "live-tag is-lost max-md:sr-only" : "live-tag max-md:sr-only"}>
      {state === "connecting" ? null : (
        <>
          <i aria-hidden="true" />
          {t(state)}
        </>
      )}
    </span>
  );
}
