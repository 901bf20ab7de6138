"use client";

import { type RefObject, useEffect } from "react";
import { FIX_KEYS } from "../fixes";

const FIXES = new Set(Object.values(FIX_KEYS));

const isTaken = (event: KeyboardEvent) =>
  event.defaultPrevented ||
  event.metaKey ||
  event.ctrlKey ||
  event.altKey ||
  (event.target instanceof HTMLElement && ["INPUT", "TEXTAREA", "SELECT"].includes(event.target.tagName)) ||
  document.querySelector('[role="dialog"], [role="menu"]') !== null;

function move(links: HTMLElement[], from: number, key: string): void {
  const next = key === "j" ? from + 1 : Math.max(0, from - 1);
  links[Math.min(next, links.length - 1)]?.focus();
}

function press(row: Element | null | undefined, key: string): void {
  row?.querySelector<HTMLButtonElement>(`button[data-fix="${key}"]`)?.click();
}

/** J and K move between rows, a fix's key presses its button in the row that has the focus. */
export function useBoardKeys(board: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (board.current === null || isTaken(event)) return;
      const links = [...board.current.querySelectorAll<HTMLElement>("[data-case]")];
      const row = document.activeElement?.closest("tr");
      const at = links.findIndex((link) => link.closest("tr") === row);
      const key = event.key.toLowerCase();
      const isMove = key === "j" || key === "k";
      if (isMove) move(links, at, key);
      else if (at >= 0 && FIXES.has(key)) press(row, key);
      else return;
      event.preventDefault();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [board]);
}
