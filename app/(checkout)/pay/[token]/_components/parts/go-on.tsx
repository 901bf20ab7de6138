"use client";

import { useEffect } from "react";

const READ_MS = 700;

function arrivedFresh(): boolean {
  const [entry] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  return entry === undefined || entry.type === "navigate";
}

/** Goes on to the provider by itself. Coming back with the browser's arrow, or reloading, shows the button instead. */
export function GoOn({ address }: { address: string }) {
  useEffect(() => {
    if (!arrivedFresh()) return;
    const timer = setTimeout(() => window.location.assign(address), READ_MS);
    return () => clearTimeout(timer);
  }, [address]);
  return null;
}
