"use client";

import dynamic from "next/dynamic";
import { createContext, type ReactNode, useCallback, useContext, useState } from "react";

export type ToastMessage = { id: number; text: string };

/** Loaded with the first message: most visits show none. */
const ToastStack = dynamic(() => import("./toast-stack").then((module) => module.ToastStack), { ssr: false });

const NotifyContext = createContext<(text: string) => void>(() => undefined);

/** One short sentence about something that already happened. */
export function useNotify(): (text: string) => void {
  return useContext(NotifyContext);
}

export function ToastProvider({ closeLabel, children }: { closeLabel: string; children: ReactNode }) {
  const [messages, setMessages] = useState<ToastMessage[]>([]);
  const notify = useCallback((text: string) => setMessages((last) => [...last, { id: last.length, text }]), []);
  return (
    <NotifyContext value={notify}>
      {children}
      {messages.length > 0 ? <ToastStack messages={messages} closeLabel={closeLabel} /> : null}
    </NotifyContext>
  );
}
