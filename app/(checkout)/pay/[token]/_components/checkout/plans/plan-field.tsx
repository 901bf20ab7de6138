import { formatAmount, formatMoney } from "@/lib/kernel/format-money";
import type { MoneyLocale } from "@/lib/kernel/parse-money";
import type { FieldErrors } from "../checkout-answer";
import { errorText } from "../fields/error-summary";
import { fieldId } from "../fields/input-field";
import { fillIn } from "../fill-in";
import type { FormTexts } from "../form-texts";
import { monthlyParts, type PlanRow } from "./plan-sums";

type PlanProps = { rows: readonly PlanRow[]; price: bigint; texts: FormTexts; locale: MoneyLocale };

/** Chosen without script too: of the pieces `.for-plan` in one place, the row's own is seen and read. */
export function PlanStyle({ counts }: { counts: readonly number[] }) {
  const rules = counts.map(
    (count) => `.checkout-form:has(#plan-${count}:checked) .for-plan-${count}{visibility:visible}`,
  );
  return <style>{rules.join("")}</style>;
}

function Row({ row, texts, locale, chosen, choose }: PlanProps & { row: PlanRow; chosen: number; choose: Choose }) {
  const { words } = texts;
  const { count } = row;
  const name = count === 1 ? words.single : fillIn(words.count, { count });
  return (
    <label className="plan-row" htmlFor={`plan-${count}`}>
      <input
        type="radio"
        name="installments"
        id={`plan-${count}`}
        value={count}
        checked={chosen === count}
        disabled={row.state !== "open"}
        onChange={() => choose(count)}
      />
      <span className="plan-name">{name}</span>
      {row.state === "open" ? (
        <>
          <span className="plan-sum">
            {count === 1 ? null : (
              <>
                <span className="sr-only">{words.month_word} </span>
                {formatAmount(monthlyParts(row.total, count).part, locale)}
              </>
            )}
          </span>
          <span className="plan-sum">
            <span className="sr-only">{words.total_word} </span>
            {formatAmount(row.total, locale)}
          </span>
        </>
      ) : null}
      {row.state === "waits" ? (
        <>
          <span className="plan-bone" aria-hidden="true" />
          <span className="plan-bone" aria-hidden="true" />
        </>
      ) : null}
      {row.state === "not_for_card" ? <span className="plan-why">{words.not_for_card}</span> : null}
    </label>
  );
}

/** `1.234,50 + 41,40 vade farkı · 2 × 425,30 + 425,31`: what is shown adds up to the last kurus. */
function noteOf(row: Extract<PlanRow, { state: "open" }>, { price, texts, locale }: PlanProps): string {
  const { words } = texts;
  const difference = row.total - price;
  const amount = (minorUnits: bigint) => formatAmount(minorUnits, locale);
  const extra =
    difference === 0n
      ? words.no_difference
      : fillIn(words.difference, { price: amount(price), difference: amount(difference) });
  if (row.count === 1) return extra;
  const { part, last } = monthlyParts(row.total, row.count);
  const values = { count: row.count, rest: row.count - 1, part: amount(part), last: amount(last) };
  return `${extra} · ${fillIn(part === last ? words.parts : words.parts_last, values)}`;
}

type Choose = (count: number) => void;
type PlanFieldProps = PlanProps & { chosen: number; choose: Choose; errors: FieldErrors };

/** The link's own rows stand there before a card is typed; the card's first digits fill them in. Nothing moves. */
export function PlanField({ chosen, choose, errors, ...plan }: PlanFieldProps) {
  const { rows, texts } = plan;
  const waits = rows.some(({ state }) => state === "waits");
  const error = errorText(texts, errors.installments);
  return (
    <fieldset className="payer-plan" id={fieldId("installments")}>
      <legend className="payer-h2">{texts.words.plan}</legend>
      <div className="plan">
        <div className="plan-head" aria-hidden="true">
          <span>{texts.words.plan_head}</span>
          <span>{texts.words.month_head}</span>
          <span>{texts.words.total_head}</span>
        </div>
        {rows.map((row) => (
          <Row key={row.count} row={row} chosen={chosen} choose={choose} {...plan} />
        ))}
      </div>
      {error ? <p className="plan-note is-bad">{error}</p> : null}
      <div className="plan-note" aria-live="polite">
        {rows.map((row) =>
          row.state === "open" ? (
            <span key={row.count} className={`for-plan for-plan-${row.count}`}>
              {waits ? texts.words.waits : noteOf(row, plan)}
            </span>
          ) : null,
        )}
      </div>
      {waits ? (
        <noscript>
          <p className="plan-note">{texts.words.plans_script}</p>
        </noscript>
      ) : null}
    </fieldset>
  );
}

/** The button's sum is the one that will be charged; it follows the chosen row. */
export function PaySum({ rows, texts, locale }: PlanProps) {
  return (
    <span className="for-plans">
      {rows.map((row) =>
        row.state === "open" ? (
          <span key={row.count} className={`for-plan for-plan-${row.count}`}>
            {fillIn(texts.words.pay, { amount: formatMoney(row.total, "TRY", locale) })}
          </span>
        ) : null,
      )}
    </span>
  );
}
