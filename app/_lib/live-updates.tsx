"use client";

import { useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from "react";
import { queryKeys } from "./query-keys";
import { routes } from "./routes";

const POLL_MS = 15_000;
const COALESCE_MS = 100;

export type LiveState = "connecting" | "live" | "polling";
type Live = { state: LiveState; changes: number };
const LiveContext = createContext<Live>({ state: "connecting", changes: 0 });

export function useLiveState(): LiveState {
  return useContext(LiveContext).state;
}

/** Grows whenever something changed; for screens that the server renders as a whole. */
export function useLiveChanges(): number {
  return useContext(LiveContext).changes;
}

/** A case tells its refunds and disputes too. */
const ALSO: Record<string, string> = { refund: "escrow", dispute: "escrow" };

function topicOf(data: string): string | undefined {
  try {
    const event = JSON.parse(data) as { topic?: unknown };
    return typeof event.topic === "string" ? event.topic : undefined;
  } catch {
    return undefined;
  }
}

/** An event says only that something changed; the screen asks again. Without the stream it asks every 15 seconds. */
export function LiveUpdates({ slug, children }: { slug: string; children: ReactNode }) {
  const client = useQueryClient();
  const [state, setState] = useState<LiveState>("connecting");
  const [changes, setChanges] = useState(0);

  useEffect(() => {
    const pending = new Set<string>();
    let flushTimer: ReturnType<typeof setTimeout> | undefined;
    const refreshAll = () => {
      setChanges((count) => count + 1);
      void client.invalidateQueries({ queryKey: [slug] });
    };
    const flush = () => {
      flushTimer = undefined;
      setChanges((count) => count + 1);
      for (const topic of pending) void client.invalidateQueries({ queryKey: queryKeys.topic(slug, topic) });
      pending.clear();
    };

    const source = new EventSource(routes.api.stream(slug));
    let wasLost = false;
    source.onopen = () => {
      setState("live");
      if (wasLost) refreshAll();
      wasLost = false;
    };
    source.onerror = () => {
      wasLost = true;
      setState("polling");
    };
    source.onmessage = (message: MessageEvent<string>) => {
      const topic = topicOf(message.data);
      if (topic === undefined) return;
      pending.add(topic);
      pending.add(ALSO[topic] ?? topic);
      flushTimer ??= setTimeout(flush, COALESCE_MS);
    };
    const poll = setInterval(() => {
      if (source.readyState !== EventSource.OPEN && document.visibilityState === "visible") refreshAll();
    }, POLL_MS);

    return () => {
      source.close();
      clearInterval(poll);
      clearTimeout(flushTimer);
    };
  }, [client, slug]);

  const live = useMemo(() => ({ state, changes }), [state, changes]);
  return <LiveContext value={live}>{children}</LiveContext>;
}
