"use client";

import { useEffect } from "react";

const READ_MS = 700;

/** Goes to the provider once a tab: coming back with the browser's arrow shows the button, not the provider again. */
export function GoOn({ token, address }: { token: string; address: string }) {
  useEffect(() => {
    const key = `went:${token}`;
    try {
      if (sessionStorage.getItem(key)) return;
      sessionStorage.setItem(key, "1");
    } catch {
      return;
    }
    const timer = setTimeout(() => window.location.assign(address), READ_MS);
    return () => {
      clearTimeout(timer);
      sessionStorage.removeItem(key);
    };
  }, [token, address]);
  return null;
}
