"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { Option } from "./plan-sums";

const BIN_DIGITS = 6;
const LONG_BIN_DIGITS = 8;
/** How the id of a kept card begins; our server alone knows its digits. */
const STORED = "sc_";
const DEBOUNCE_MS = 150;

type Known = { bin: string; options: readonly Option[] };

type Ask = { token: string; account: string; bin: string; signal: AbortSignal };

async function askOptions({ token, account, bin, signal }: Ask): Promise<readonly Option[]> {
  const query = new URLSearchParams(bin.startsWith(STORED) ? { card: bin } : { bin, account });
  const response = await fetch(`/pay/${encodeURIComponent(token)}/installments?${query}`, { signal });
  if (!response.ok) return [];
  const { options } = (await response.json()) as { options?: Option[] };
  return options ?? [];
}

/**
 * Plans of the card whose number is being typed. An answer for other digits than the ones that stand there now is
 * dropped; no answer leaves the single payment alone.
 */
export function useInstallments(token: string, account: string, isNeeded: boolean) {
  const [bin, setBin] = useState("");
  const [known, setKnown] = useState<Known>();
  const answers = useRef(new Map<string, readonly Option[]>());

  useEffect(() => {
    if (!isNeeded || bin.length < BIN_DIGITS) return;
    const before = answers.current.get(bin);
    if (before) return setKnown({ bin, options: before });
    const stop = new AbortController();
    const timer = setTimeout(async () => {
      const options = await askOptions({ token, account, bin, signal: stop.signal }).catch(() => undefined);
      if (stop.signal.aborted) return;
      if (options && options.length > 0) answers.current.set(bin, options);
      setKnown({ bin, options: options ?? [] });
    }, DEBOUNCE_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [token, account, bin, isNeeded]);

  // The same digits as the server reads at the end, so that the sums shown are the sums charged.
  const typed = useCallback((digits: string) => {
    if (digits.startsWith(STORED)) return setBin(digits);
    setBin(digits.slice(0, digits.length >= LONG_BIN_DIGITS ? LONG_BIN_DIGITS : BIN_DIGITS));
  }, []);
  const isOfThisCard = known !== undefined && bin.length >= BIN_DIGITS && bin.startsWith(known.bin);
  return { options: isOfThisCard ? known.options : undefined, typed };
}
