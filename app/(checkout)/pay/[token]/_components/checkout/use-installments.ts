"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { Option } from "./plan-sums";

const BIN_DIGITS = 6;
const DEBOUNCE_MS = 150;

type Known = { bin: string; options: readonly Option[] };

async function askOptions(token: string, bin: string, signal: AbortSignal): Promise<readonly Option[]> {
  const response = await fetch(`/pay/${encodeURIComponent(token)}/installments?bin=${bin}`, { signal });
  if (!response.ok) return [];
  const { options } = (await response.json()) as { options?: Option[] };
  return options ?? [];
}

/**
 * Plans of the card whose number is being typed. An answer for other digits than the ones that stand there now is
 * dropped; no answer leaves the single payment alone.
 */
export function useInstallments(token: string, isNeeded: boolean) {
  const [bin, setBin] = useState("");
  const [known, setKnown] = useState<Known>();
  const answers = useRef(new Map<string, readonly Option[]>());

  useEffect(() => {
    if (!isNeeded || bin.length < BIN_DIGITS) return;
    const before = answers.current.get(bin);
    if (before) return setKnown({ bin, options: before });
    const stop = new AbortController();
    const timer = setTimeout(async () => {
      const options = await askOptions(token, bin, stop.signal).catch(() => undefined);
      if (stop.signal.aborted) return;
      if (options && options.length > 0) answers.current.set(bin, options);
      setKnown({ bin, options: options ?? [] });
    }, DEBOUNCE_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [token, bin, isNeeded]);

  const typed = useCallback((digits: string) => setBin(digits.slice(0, BIN_DIGITS)), []);
  return { options: known?.bin === bin ? known.options : undefined, typed };
}
