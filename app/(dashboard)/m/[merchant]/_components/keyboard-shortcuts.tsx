"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from "react";
import { Dialog } from "@/app/_components/ui/overlays/dialog";
import { Kbd } from "@/app/_components/ui/kbd";
import { routes } from "@/app/_lib/routes";

const SECOND_KEY_MS = 1000;
const KeySheetContext = createContext<() => void>(() => undefined);

export function useKeySheet(): () => void {
  return useContext(KeySheetContext);
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName));
}

function focusSearch(): boolean {
  const field = document.querySelector<HTMLInputElement>("[data-search]");
  field?.focus();
  field?.select();
  return field !== null;
}

type Props = { slug: string; mayCreate: boolean; children: ReactNode };

/** Two-key moves and single keys. Off while typing and while a dialog or menu is open. */
export function KeyboardShortcuts({ slug, mayCreate, children }: Props) {
  const t = useTranslations("shell");
  const common = useTranslations("common");
  const router = useRouter();
  const [sheetOpen, setSheetOpen] = useState(false);
  const firstKeyAt = useRef(Number.NEGATIVE_INFINITY);

  useEffect(() => {
    const moves: Record<string, () => void> = {
      h: () => router.push(routes.home(slug)),
      o: () => router.push(routes.payments(slug)),
      l: () => router.push(routes.paylinks(slug)),
    };
    const singles: Record<string, () => boolean> = {
      c: () => {
        if (mayCreate) router.push(routes.newPaylink(slug));
        return mayCreate;
      },
      "/": focusSearch,
      "?": () => {
        setSheetOpen(true);
        return true;
      },
    };
    const onKey = (event: KeyboardEvent) => {
      const busy = event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target);
      if (busy || document.querySelector('[role="dialog"], [role="menu"]')) return;
      const key = event.key.toLowerCase();
      const move = event.timeStamp - firstKeyAt.current < SECOND_KEY_MS ? moves[key] : undefined;
      firstKeyAt.current = key === "g" ? event.timeStamp : Number.NEGATIVE_INFINITY;
      if (move) move();
      if (move || singles[key]?.()) event.preventDefault();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [router, slug, mayCreate]);

  const rows: { name: "home" | "payments" | "paylinks" | "new" | "search" | "submit" | "sheet"; keys: string[] }[] = [
    { name: "home", keys: ["G", "H"] },
    { name: "payments", keys: ["G", "O"] },
    { name: "paylinks", keys: ["G", "L"] },
    ...(mayCreate ? [{ name: "new" as const, keys: ["C"] }] : []),
    { name: "search", keys: ["/"] },
    { name: "submit", keys: ["Ctrl", "↵"] },
    { name: "sheet", keys: ["?"] },
  ];

  return (
    <KeySheetContext value={() => setSheetOpen(true)}>
      {children}
      <Dialog open={sheetOpen} onOpenChange={setSheetOpen} title={t("keys")} closeLabel={common("close")}>
        <dl className="key-sheet">
          {rows.map((row) => (
            <div key={row.name}>
              <dt>{t(`key_sheet.${row.name}`)}</dt>
              <dd>
                <Kbd keys={row.keys} />
              </dd>
            </div>
          ))}
        </dl>
        <p className="hint">{t("key_sheet.off")}</p>
      </Dialog>
    </KeySheetContext>
  );
}
