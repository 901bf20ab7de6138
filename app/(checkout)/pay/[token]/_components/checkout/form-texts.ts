import { useTranslations } from "next-intl";

const FIELDS = ["name", "email", "phone", "holder", "number", "expiry", "code", "installments", "acceptTerms"] as const;
const ERRORS = [
  "missing",
  "card_number",
  "card_number_refused",
  "expiry",
  "expiry_past",
  "code",
  "email",
  "phone",
  "terms",
  "plan_not_for_card",
  "total_changed",
  "entry_failed",
  "card_gone",
  "card_stopped",
  "other",
] as const;
const WORDS = [
  "you",
  "you_known",
  "card",
  "schemes",
  "stored",
  "stored_name",
  "other_card",
  "forget",
  "plan",
  "single",
  "count",
  "plan_head",
  "month_head",
  "total_head",
  "month_word",
  "total_word",
  "not_for_card",
  "waits",
  "no_difference",
  "difference",
  "parts",
  "parts_last",
  "sending",
  "errors_one",
  "errors_many",
  "errors_money",
  "expiry_example",
  "plans_script",
] as const;

type Named<N extends readonly string[]> = Record<N[number], string>;

/** Every sentence of the form: the catalogue itself is not sent to the payer's browser. */
export type FormTexts = {
  labels: Named<typeof FIELDS>;
  hints: Named<typeof FIELDS>;
  errors: Named<typeof ERRORS>;
  words: Named<typeof WORDS> & { pay: string };
};

function named<N extends readonly string[]>(names: N, text: (name: N[number]) => string): Named<N> {
  return Object.fromEntries(names.map((name: N[number]) => [name, text(name)])) as Named<N>;
}

/** Sentences with `{amount}` and the like unfilled; `fillIn` puts the figures in. */
export function useFormTexts(isHold: boolean): FormTexts {
  const t = useTranslations("checkout");
  const raw = (key: string) => String(t.raw(key));
  return {
    labels: named(FIELDS, (name) => raw(`labels.${name}`)),
    hints: named(FIELDS, (name) => raw(`hints.${name}`)),
    errors: named(ERRORS, (name) => raw(`errors.${name}`)),
    words: { ...named(WORDS, (name) => raw(`words.${name}`)), pay: raw(isHold ? "words.hold" : "words.pay") },
  };
}
