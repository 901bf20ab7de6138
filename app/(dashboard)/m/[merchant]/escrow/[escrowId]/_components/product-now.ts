import { useEffect, useState } from "react";

const SECOND_MS = 1000;

/** The product's time in milliseconds, a second at a time while something counts down; the first paint is `now` itself. */
export function useProductNow(now: string, isCounting: boolean): number {
  const server = Date.parse(now);
  const [time, setTime] = useState(server);
  useEffect(() => {
    setTime(server);
    if (!isCounting) return;
    const ahead = server - Date.now();
    const timer = setInterval(() => setTime(Date.now() + ahead), SECOND_MS);
    return () => clearInterval(timer);
  }, [server, isCounting]);
  return time;
}

/** `m:ss` of what is left; never below zero. */
export function clockText(milliseconds: number): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / SECOND_MS));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
