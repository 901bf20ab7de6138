"use client";

import type { Route } from "next";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from "react";
import { routes } from "@/app/_lib/routes";

const SECOND_KEY_MS = 1000;
const KeySheet = dynamic(() => import("./key-sheet").then((module) => module.KeySheet), { ssr: false });
const KeySheetContext = createContext<() => void>(() => undefined);

export function useKeySheet(): () => void {
  return useContext(KeySheetContext);
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName))
  );
}

/** A shortcut of the browser, a key that was already used, or a key meant for a field, a dialog or a menu. */
function isElsewhere(event: KeyboardEvent): boolean {
  const modified = event.metaKey || event.ctrlKey || event.altKey;
  if (event.defaultPrevented || modified || isTyping(event.target)) return true;
  return document.querySelector('[role="dialog"], [role="menu"]') !== null;
}

function focusSearch(): boolean {
  const field = document.querySelector<HTMLInputElement>("[data-search]");
  field?.focus();
  field?.select();
  return field !== null;
}

/** Presses the button of this page that carries the key, when it is there and may be pressed. */
function press(key: string): boolean {
  const button = document.querySelector<HTMLButtonElement>(`button[data-shortcut="${key}"]:not(:disabled)`);
  button?.click();
  return button !== null;
}

type Props = { slug: string; mayCreate: boolean; children: ReactNode };

/** Two-key moves and single keys. Off while typing and while a dialog or menu is open. */
export function KeyboardShortcuts({ slug, mayCreate, children }: Props) {
  const router = useRouter();
  const [sheetOpen, setSheetOpen] = useState(false);
  const firstKeyAt = useRef(Number.NEGATIVE_INFINITY);

  useEffect(() => {
    const go = (address: Route) => () => {
      router.push(address);
      return true;
    };
    const moves: Record<string, () => boolean> = {
      h: go(routes.home(slug)),
      o: go(routes.payments(slug)),
      l: go(routes.paylinks(slug)),
      p: go(routes.pos(slug)),
      m: go(routes.reconciliation(slug)),
    };
    const singles: Record<string, () => boolean> = {
      c: mayCreate ? go(routes.newPaylink(slug)) : () => false,
      r: () => press("r"),
      "/": focusSearch,
      "?": () => {
        setSheetOpen(true);
        return true;
      },
    };
    const onKey = (event: KeyboardEvent) => {
      if (isElsewhere(event)) return;
      const key = event.key.toLowerCase();
      const move = event.timeStamp - firstKeyAt.current < SECOND_KEY_MS ? moves[key] : undefined;
      firstKeyAt.current = key === "g" ? event.timeStamp : Number.NEGATIVE_INFINITY;
      const run = move ?? singles[key];
      if (run?.()) event.preventDefault();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [router, slug, mayCreate]);

  return (
    <KeySheetContext value={() => setSheetOpen(true)}>
      {children}
      {sheetOpen ? <KeySheet mayCreate={mayCreate} onClose={() => setSheetOpen(false)} /> : null}
    </KeySheetContext>
  );
}
