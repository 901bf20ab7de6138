import type { StoredCardOnPage } from "@/lib/checkout/schemas";
import { fieldId } from "../fields/input-field";
import { schemeName } from "../fields/scheme-name";
import { fillIn } from "../fill-in";
import type { FormTexts } from "../form-texts";

type StoredCardsFieldProps = {
  cards: readonly StoredCardOnPage[];
  texts: FormTexts;
  /** The first is chosen; false after one turned out to be gone. */
  isChosen: boolean;
  choose(id: string): void;
};

/** The form that deletes a card; it stands beside the payment's own form, where no typed field is in it. */
export const forgetFormId = (id: string): string => `forget-${id}`;

const nameOf = ({ brand, last4 }: StoredCardOnPage, texts: FormTexts) =>
  fillIn(texts.words.stored_name, { brand: schemeName(brand) ?? texts.words.card, last4: last4 ?? "" });

/** Cards kept for this browser, above the fields of another one. Works without script. */
export function StoredCardsField({ cards, texts, isChosen, choose }: StoredCardsFieldProps) {
  const { words } = texts;
  return (
    <fieldset className="payer-plan" id={fieldId("storedCard")}>
      <legend className="payer-h2">{words.stored}</legend>
      <div className="plan">
        {cards.map((card, index) => (
          <div className="stored-row" key={card.id}>
            <label className="stored-card" htmlFor={`stored-${card.id}`}>
              <input
                className="is-stored"
                type="radio"
                name="storedCard"
                id={`stored-${card.id}`}
                value={card.id}
                defaultChecked={isChosen && index === 0}
                onChange={() => choose(card.id)}
              />
              <span>
                {nameOf(card, texts)}
                {card.bank ? <span className="payer-quiet"> {card.bank}</span> : null}
              </span>
            </label>
            <button className="stored-forget" type="submit" form={forgetFormId(card.id)}>
              {words.forget}
              <span className="sr-only">: {nameOf(card, texts)}</span>
            </button>
          </div>
        ))}
        <div className="stored-row">
          <label className="stored-card" htmlFor="stored-none">
            <input
              type="radio"
              name="storedCard"
              id="stored-none"
              value=""
              defaultChecked={!isChosen}
              onChange={() => choose("")}
            />
            <span>{words.other_card}</span>
          </label>
        </div>
      </div>
    </fieldset>
  );
}
