"use client";

import { useTranslations } from "next-intl";
import { TextField } from "@/app/_components/ui/fields/text-field";

export type Provider = "paynet" | "paywall";

/** `needed` are those without which nothing can be asked at all. */
const KEYS = {
  paynet: { needed: ["secret_key"], more: ["publishable_key"] },
  paywall: {
    needed: ["public_key", "public_client", "private_key", "private_client"],
    more: ["hash_three_d", "hash_link", "hash_page", "hash_system"],
  },
} as const;

type KeyFieldsProps = {
  id: string;
  provider: Provider;
  keys: Record<string, string>;
  onChange: (keys: Record<string, string>) => void;
  errorsOf: (path: string) => string[] | undefined;
  /** All may stay empty: what is empty is not changed. */
  isRotation?: boolean;
};

/** The keys of one provider. Nobody's browser is to remember them, and nothing shows them again. */
export function KeyFields({ id, provider, keys, onChange, errorsOf, isRotation = false }: KeyFieldsProps) {
  const t = useTranslations("accounts.keys");
  const common = useTranslations("common");
  const field = (name: string, isNeeded: boolean) => (
    <TextField
      key={name}
      id={`${id}-${name}`}
      type="password"
      autoComplete="new-password"
      spellCheck={false}
      label={t(`name.${name}`)}
      hint={t.has(`hint.${name}`) ? t(`hint.${name}`) : undefined}
      optional={isNeeded && !isRotation ? undefined : t(isRotation ? "unchanged" : "not_needed")}
      errors={errorsOf(`keys.${name}`)}
      value={keys[name] ?? ""}
      onChange={(event) => onChange({ ...keys, [name]: event.target.value })}
    />
  );
  const { needed, more } = KEYS[provider];
  const isMany = more.length > 1;
  return (
    <>
      {needed.map((name) => field(name, true))}
      {isMany ? (
        <details className="grid gap-4">
          <summary className="cursor-pointer font-medium">
            {t("hashes")} <span className="optional">{common("optional")}</span>
          </summary>
          <p className="hint my-2">{t("hashes_hint")}</p>
          <div className="grid gap-4">{more.map((name) => field(name, false))}</div>
        </details>
      ) : (
        more.map((name) => field(name, false))
      )}
    </>
  );
}

type PasswordProps = { id: string; value: string; onChange: (text: string) => void; errors: string[] | undefined };

/** Whoever finds an open session must not be able to change what the money goes through. */
export function OwnPassword({ id, value, onChange, errors }: PasswordProps) {
  const t = useTranslations("accounts.keys");
  return (
    <TextField
      id={id}
      type="password"
      autoComplete="current-password"
      label={t("password")}
      hint={t("password_hint")}
      errors={errors}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
