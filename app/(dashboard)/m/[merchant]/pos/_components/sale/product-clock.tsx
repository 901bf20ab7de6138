"use client";

import { createContext, type ReactNode, useContext, useEffect, useState } from "react";

const SECOND_MS = 1000;
const ClockContext = createContext(0);

/** The product's time in milliseconds, a second at a time, whatever this device's clock says. */
export function useProductClock(): number {
  return useContext(ClockContext);
}

/** `now` is the server's time of the newest answer. The first paint is that very moment, on both sides. */
export function ProductClock({ now, children }: { now: string; children: ReactNode }) {
  const server = Date.parse(now);
  const [time, setTime] = useState(server);
  useEffect(() => {
    const ahead = server - Date.now();
    const tick = () => setTime(Date.now() + ahead);
    tick();
    const timer = setInterval(tick, SECOND_MS);
    return () => clearInterval(timer);
  }, [server]);
  return <ClockContext value={time}>{children}</ClockContext>;
}
