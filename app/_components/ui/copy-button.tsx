"use client";

import { useTranslations } from "next-intl";
import { Icon } from "../icons";
import { useNotify } from "./overlays/toast";

function useCopy(value: string) {
  const t = useTranslations("common");
  const notify = useNotify();
  return async () => {
    try {
      await navigator.clipboard.writeText(value);
      notify(t("copied"));
    } catch {
      notify(t("copy_failed"));
    }
  };
}

/** An identifier that copies itself. */
export function CopyId({ value, label }: { value: string; label: string }) {
  const copy = useCopy(value);
  const t = useTranslations("common");
  return (
    <button type="button" className="copy-id" onClick={copy} aria-label={t("copy_value", { name: label, value })}>
      <span>{value}</span>
      <Icon name="copy" />
    </button>
  );
}

/** A read-only address with its copy button. */
export function CopyField({ value, label }: { value: string; label: string }) {
  const copy = useCopy(value);
  const t = useTranslations("common");
  return (
    <div className="input-group copy-field">
      <input
        className="input mono"
        readOnly
        value={value}
        aria-label={label}
        onFocus={(event) => event.currentTarget.select()}
      />
      <button type="button" onClick={copy}>
        <Icon name="copy" />
        {t("copy")}
      </button>
    </div>
  );
}
