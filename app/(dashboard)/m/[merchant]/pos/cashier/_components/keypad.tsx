"use client";

import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { Icon } from "@/app/_components/icons";

const KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "00", "0"] as const;
/** 99.999.999,99: more than any card takes, and it fits a phone. */
const MOST_DIGITS = 10;

/** The digits after one more key; leading zeros vanish. */
const press = (digits: string, key: string) => `${digits}${key}`.replace(/^0+/, "").slice(0, MOST_DIGITS);

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName);

/** Big keys for a thumb; a keyboard's digits and backspace do the same. */
export function Keypad({ digits, onChange }: { digits: string; onChange: (digits: string) => void }) {
  const t = useTranslations("pos.cashier");
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
      if (/^\d$/.test(event.key)) onChange(press(digits, event.key));
      else if (event.key === "Backspace") onChange(digits.slice(0, -1));
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [digits, onChange]);
  return (
    <fieldset className="pad">
      <legend className="sr-only">{t("keypad")}</legend>
      {KEYS.map((key) => (
        <button key={key} type="button" className="pad-key" onClick={() => onChange(press(digits, key))}>
          {key}
        </button>
      ))}
      <button type="button" className="pad-key" aria-label={t("delete")} onClick={() => onChange(digits.slice(0, -1))}>
        <Icon name="backspace" large />
      </button>
    </fieldset>
  );
}
