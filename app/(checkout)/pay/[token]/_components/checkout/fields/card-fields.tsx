import { useRef, useState } from "react";
import { schemeOf } from "@/lib/kernel/card-number";
import type { FieldErrors } from "../checkout-answer";
import type { FormTexts } from "../form-texts";
import { errorText } from "./error-summary";
import { InputField } from "./input-field";
import { schemeName } from "./scheme-name";

type CardFieldsProps = {
  holder: string;
  errors: FieldErrors;
  texts: FormTexts;
  /** False where the card goes from the browser to the provider: a field without a name is never sent to us. */
  isSent: boolean;
  onDigits(digits: string): void;
};

const digitsOf = (text: string) => text.replace(/\D/g, "");
const inFours = (digits: string) => digits.replace(/(\d{4})(?=\d)/g, "$1 ");
const asMonthYear = (digits: string) => (digits.length > 2 ? `${digits.slice(0, 2)} / ${digits.slice(2, 4)}` : digits);

/** Writes the spaces for the payer while they type at the end; a correction in the middle is left alone. */
function tidy(input: HTMLInputElement, shape: (digits: string) => string, inputType: string): void {
  const atEnd = input.selectionEnd === input.value.length;
  if (atEnd && !inputType.startsWith("delete")) input.value = shape(digitsOf(input.value));
}

/** The four fields of a card. What is typed stays in the page: number and code never come back from the server. */
export function CardFields({ holder, errors, texts, isSent, onDigits }: CardFieldsProps) {
  const { labels, hints, words } = texts;
  const [scheme, setScheme] = useState("");
  const lastBin = useRef("");
  const field = (name: "number" | "holder" | "expiry" | "code") => ({
    field: name,
    ...(isSent ? { name } : {}),
    label: labels[name],
    hint: hints[name],
    error: errorText(texts, errors[name]),
    spellCheck: false,
    type: "text",
    required: true,
  });
  const numberTyped = (digits: string) => {
    if (digits.slice(0, 8) === lastBin.current) return;
    lastBin.current = digits.slice(0, 8);
    setScheme(schemeName(schemeOf(digits)) ?? "");
    onDigits(digits);
  };
  return (
    <section aria-labelledby="card">
      <h2 className="payer-h2" id="card">
        {words.card}
      </h2>
      <div className="payer-fields">
        <InputField
          {...field("number")}
          aside={scheme || words.schemes}
          inputMode="numeric"
          autoComplete="cc-number"
          maxLength={23}
          onInput={(event) => {
            tidy(event.currentTarget, inFours, (event.nativeEvent as InputEvent).inputType ?? "");
            numberTyped(digitsOf(event.currentTarget.value));
          }}
        />
        <InputField {...field("holder")} autoComplete="cc-name" autoCapitalize="words" defaultValue={holder} />
        <InputField
          {...field("expiry")}
          isHalf
          inputMode="numeric"
          autoComplete="cc-exp"
          maxLength={9}
          placeholder={words.expiry_example}
          onInput={(event) => tidy(event.currentTarget, asMonthYear, (event.nativeEvent as InputEvent).inputType ?? "")}
        />
        <InputField {...field("code")} isHalf inputMode="numeric" autoComplete="cc-csc" maxLength={4} />
      </div>
    </section>
  );
}
