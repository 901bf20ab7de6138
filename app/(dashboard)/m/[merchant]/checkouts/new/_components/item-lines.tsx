"use client";

import { useLocale, useTranslations } from "next-intl";
import { useRef } from "react";
import { Icon } from "@/app/_components/icons";
import { Button } from "@/app/_components/ui/button";
import { TextField } from "@/app/_components/ui/fields/text-field";
import { formatAmount, formatMoney } from "@/lib/kernel/format-money";
import { type MoneyLocale, parseMoney } from "@/lib/kernel/parse-money";
import type { ItemDraft } from "../checkout-draft";
import { itemSum } from "../item-sum";
import { type FormState, useErrorText } from "./draft-fields";

const MOST_ITEMS = 50;

/** Whether the lines come to the amount; where they do not, the amount can be set to them. */
function SumLine({ form }: { form: FormState }) {
  const t = useTranslations("checkouts.new.items");
  const locale = useLocale() as MoneyLocale;
  const sum = itemSum(form.draft.items, locale);
  const amount = parseMoney(form.draft.amount, locale);
  if (form.draft.items.length === 0 || sum === undefined) return null;
  if (amount.kind === "ok" && amount.minorUnits === sum)
    return <p className="hint">{t("sum_fits", { sum: formatMoney(sum, "TRY", locale) })}</p>;
  return (
    <div className="note note-wait">
      <Icon name="alert" />
      <div className="grid gap-2">
        <p>{t("sum_differs", { sum: formatMoney(sum, "TRY", locale) })}</p>
        <p>
          <Button size="sm" onClick={() => form.change({ amount: formatAmount(sum, locale) })}>
            {t("take_sum")}
          </Button>
        </p>
      </div>
    </div>
  );
}

type LineProps = { form: FormState; item: ItemDraft; index: number };

function ItemLine({ form, item, index }: LineProps) {
  const t = useTranslations("checkouts.new.items");
  const errorText = useErrorText(form.errors);
  const { items } = form.draft;
  const set = (part: Partial<ItemDraft>) =>
    form.change({ items: items.map((one) => (one.key === item.key ? { ...one, ...part } : one)) });
  return (
    <fieldset className="item-line">
      <legend className="sr-only">{t("line", { number: index + 1 })}</legend>
      <TextField
        id={`item-name-${item.key}`}
        label={t("name")}
        maxLength={120}
        autoComplete="off"
        errors={errorText(`items.${index}.name`)}
        value={item.name}
        onChange={(event) => set({ name: event.target.value })}
      />
      <TextField
        id={`item-quantity-${item.key}`}
        label={t("quantity")}
        inputMode="numeric"
        autoComplete="off"
        errors={errorText(`items.${index}.quantity`)}
        value={item.quantity}
        onChange={(event) => set({ quantity: event.target.value })}
      />
      <TextField
        id={`item-unit-${item.key}`}
        label={t("unit")}
        inputMode="decimal"
        autoComplete="off"
        errors={errorText(`items.${index}.unit`)}
        value={item.unit}
        onChange={(event) => set({ unit: event.target.value })}
      />
      <button
        type="button"
        className="icon-button item-remove"
        aria-label={t("remove", { number: index + 1 })}
        onClick={() => form.change({ items: items.filter(({ key }) => key !== item.key) })}
      >
        <Icon name="close" />
      </button>
    </fieldset>
  );
}

/** What is sold, line by line. The lines must come to the amount, or the page is not opened. */
export function ItemLines({ form }: { form: FormState }) {
  const t = useTranslations("checkouts.new.items");
  const added = useRef(0);
  const errorText = useErrorText(form.errors);
  const { items } = form.draft;
  const add = () => {
    added.current += 1;
    form.change({ items: [...items, { key: String(added.current), name: "", quantity: "1", unit: "" }] });
  };
  return (
    <div className="group">
      {items.length === 0 ? <p className="hint">{t("none")}</p> : null}
      {items.map((item, index) => (
        <ItemLine key={item.key} form={form} item={item} index={index} />
      ))}
      <SumLine form={form} />
      {errorText("items")?.map((text) => (
        <p key={text} className="field-error" role="alert">
          {text}
        </p>
      ))}
      <div>
        <Button size="sm" onClick={add} disabled={items.length >= MOST_ITEMS}>
          <Icon name="plus" />
          {t("add")}
        </Button>
      </div>
    </div>
  );
}
