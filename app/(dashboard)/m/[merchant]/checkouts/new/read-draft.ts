import type { z } from "zod";
import { escrowFieldOf, escrowMessage, readEscrow } from "@/app/_lib/forms/escrow-draft";
import { CreateCheckoutInput } from "@/lib/checkout/sessions/schemas";
import { type MoneyLocale, parseMoney } from "@/lib/kernel/parse-money";
import type { CheckoutDraft } from "./checkout-draft";
import { wholeNumber } from "./item-sum";

/** Catalogue keys by the field they stand beside. */
export type FieldErrors = Record<string, string[]>;
export type DraftReading = { kind: "ok"; input: unknown } | { kind: "invalid"; errors: FieldErrors };

const FIELD_OF_PATH: Record<string, string> = {
  "customer.name": "name",
  "customer.phone": "phone",
  "customer.email": "email",
  "installments.max": "max_installments",
  expires_in_hours: "custom_hours",
};

/** The form's name of a path of `CreateCheckoutInput`: `items.2.unit_amount` stands at `items.2.unit`. */
export function fieldOfPath(path: string): string {
  return FIELD_OF_PATH[path] ?? escrowFieldOf(path) ?? path.replace(/^(items\.\d+)\.unit_amount$/, "$1.unit");
}

/** Said of sums; meaningless while one of the amounts cannot be read. */
const SUMS = ["items_do_not_add_up", "split_is_not_the_amount"];

const whenTyped = (text: string) => (text.trim() === "" ? undefined : text);

const present = (entries: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined));

/** An amount that cannot be read stands in as one kurus, so that the shared rules speak about the rest. */
function readAmount(text: string, locale: MoneyLocale, field: string, errors: FieldErrors): number {
  const reading = parseMoney(text, locale);
  if (reading.kind === "ok") return Number(reading.minorUnits);
  errors[field] = [reading.kind === "ambiguous" ? "amount_ambiguous" : "amount"];
  return 1;
}

function toRaw(draft: CheckoutDraft, locale: MoneyLocale, errors: FieldErrors) {
  const escrow = readEscrow(draft.escrow, locale);
  for (const { path, message } of escrow.issues) errors[path] = [message];
  return present({
    escrow: escrow.raw,
    amount: readAmount(draft.amount, locale, "amount", errors),
    currency: "TRY",
    provider: draft.provider === "rules" ? undefined : draft.provider,
    description: whenTyped(draft.description),
    reference_no: whenTyped(draft.reference_no),
    customer: present({
      name: whenTyped(draft.name),
      phone: whenTyped(draft.phone),
      email: whenTyped(draft.email)?.trim(),
    }),
    items: draft.items.map((item, index) => ({
      name: item.name,
      quantity: wholeNumber(item.quantity) ?? item.quantity,
      unit_amount: readAmount(item.unit, locale, `items.${index}.unit`, errors),
    })),
    capture: draft.capture,
    installments: {
      max: wholeNumber(draft.max_installments) ?? draft.max_installments,
      payer_bears_difference: draft.bearer === "payer",
    },
    expires_in_hours:
      draft.hours === "custom" ? (wholeNumber(draft.custom_hours) ?? draft.custom_hours) : Number(draft.hours),
    success_url: whenTyped(draft.success_url),
    failure_url: whenTyped(draft.failure_url),
  });
}

/** A catalogue key for each thing the shared schema may refuse. */
function messageKey(issue: z.core.$ZodIssue, field: string): string {
  if (field === "custom_hours") return "hours";
  const ofEscrow = escrowMessage(field);
  if (ofEscrow !== undefined) return ofEscrow;
  if (field.endsWith(".quantity")) return "quantity";
  if (issue.code === "custom") return issue.message;
  if (issue.code === "invalid_format") return issue.format === "email" ? "email" : "invalid";
  if (issue.code === "too_small") return "required";
  return issue.code === "too_big" ? "too_long" : "invalid";
}

/**
 * The form as the use case's own input: the rules are those of `CreateCheckoutInput`, only the reading of typed
 * amounts is added. Without a readable amount nothing is said about the sum of the lines.
 */
export function readDraft(draft: CheckoutDraft, locale: MoneyLocale): DraftReading {
  const errors: FieldErrors = {};
  const input = toRaw(draft, locale, errors);
  const isReadable = Object.keys(errors).length === 0;
  const checked = CreateCheckoutInput.safeParse(input);
  for (const issue of checked.success ? [] : checked.error.issues) {
    const field = fieldOfPath(issue.path.join("."));
    const key = messageKey(issue, field);
    if (SUMS.includes(key) && !isReadable) continue;
    errors[field] = [...(errors[field] ?? []), key];
  }
  return Object.keys(errors).length === 0 ? { kind: "ok", input } : { kind: "invalid", errors };
}
