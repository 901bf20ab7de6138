"use client";

import { useEffect } from "react";
import { getJson } from "@/app/_lib/api-client";
import { routes } from "@/app/_lib/routes";

const ASK_MS = 5000;

/** Asks every five seconds whether the page became another one; only then it reloads, so nothing is announced twice. */
export function WatchResult({ token, kind }: { token: string; kind: string }) {
  useEffect(() => {
    const timer = setInterval(async () => {
      if (document.visibilityState !== "visible") return;
      const state = await getJson<{ kind: string }>(routes.api.payState(token)).catch(() => undefined);
      if (state && state.kind !== kind) window.location.replace(routes.pay(token));
    }, ASK_MS);
    return () => clearInterval(timer);
  }, [token, kind]);
  return null;
}
