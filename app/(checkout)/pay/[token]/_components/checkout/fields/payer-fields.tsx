import type { FieldErrors } from "../checkout-answer";
import type { FormTexts } from "../form-texts";
import { errorText } from "./error-summary";
import { InputField } from "./input-field";

type PayerFieldsProps = {
  values: { name: string; email: string; phone: string };
  errors: FieldErrors;
  texts: FormTexts;
};

/** Who pays. Folded where the seller already knows all three; an error opens it again. */
export function PayerFields({ values, errors, texts }: PayerFieldsProps) {
  const { labels, hints, words } = texts;
  const isKnown = values.name !== "" && values.email !== "" && values.phone !== "";
  const isWrong = ["name", "email", "phone"].some((field) => field in errors);
  const field = (name: "name" | "email" | "phone") => ({
    field: name,
    name,
    label: labels[name],
    hint: hints[name],
    error: errorText(texts, errors[name]),
    defaultValue: values[name],
  });
  const fields = (
    <div className="payer-fields">
      <InputField
        {...field("name")}
        type="text"
        autoComplete="name"
        autoCapitalize="words"
        spellCheck={false}
        required
      />
      <InputField {...field("phone")} type="tel" inputMode="tel" autoComplete="tel" />
      <InputField {...field("email")} type="email" inputMode="email" autoComplete="email" />
    </div>
  );
  if (!isKnown || isWrong) {
    return (
      <section aria-labelledby="you">
        <h2 className="payer-h2" id="you">
          {words.you}
        </h2>
        {fields}
      </section>
    );
  }
  return (
    <details className="payer-fold">
      <summary>
        <span>
          {words.you_known} <span className="payer-quiet">{values.name}</span>
        </span>
      </summary>
      {fields}
    </details>
  );
}
