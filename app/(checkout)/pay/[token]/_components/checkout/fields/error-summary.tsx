"use client";

import { useEffect, useRef } from "react";
import type { FieldErrors } from "../checkout-answer";
import { fillIn } from "../fill-in";
import type { FormTexts } from "../form-texts";
import { fieldId } from "./input-field";

type ErrorSummaryProps = { errors: FieldErrors; texts: FormTexts };

/** The sentence of an error code; one we do not know is still named as wrong. */
export function errorText(texts: FormTexts, code: string | undefined): string | undefined {
  if (code === undefined) return undefined;
  return texts.errors[code as keyof FormTexts["errors"]] ?? texts.errors.other;
}

/** What has to be put right, with a way to each field. Takes the focus whenever it changes. */
export function ErrorSummary({ errors, texts }: ErrorSummaryProps) {
  const box = useRef<HTMLDivElement>(null);
  const list = Object.entries(errors);
  const key = list.map((pair) => pair.join(":")).join();
  useEffect(() => {
    if (key !== "") box.current?.focus();
  }, [key]);
  if (list.length === 0) return null;
  const { words, labels } = texts;
  return (
    <div className="payer-errors" id="hata" role="alert" tabIndex={-1} ref={box}>
      <h2>{list.length === 1 ? words.errors_one : fillIn(words.errors_many, { count: list.length })}</h2>
      <ul>
        {list.map(([field, code]) => (
          <li key={field}>
            {field in labels ? (
              <a href={`#${fieldId(field)}`}>
                {labels[field as keyof typeof labels]}: {errorText(texts, code)}
              </a>
            ) : (
              errorText(texts, code)
            )}
          </li>
        ))}
      </ul>
      <p>{words.errors_money}</p>
    </div>
  );
}
