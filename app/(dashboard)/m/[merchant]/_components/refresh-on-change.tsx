"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { useLiveChanges } from "@/app/_lib/live-updates";

const AT_MOST_EVERY_MS = 2000;

/** Asks the server for the page again after a change, at most every two seconds. */
export function RefreshOnChange() {
  const router = useRouter();
  const changes = useLiveChanges();
  const seen = useRef(changes);
  useEffect(() => {
    if (changes === seen.current) return;
    const timer = setTimeout(() => {
      seen.current = changes;
      router.refresh();
    }, AT_MOST_EVERY_MS);
    return () => clearTimeout(timer);
  }, [changes, router]);
  return null;
}
