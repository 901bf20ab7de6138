import type { z } from "zod";
import { RoutingRuleInput } from "@/lib/checkout/routing/schemas";
import { type MoneyLocale, parseMoney } from "@/lib/kernel/parse-money";

/** The rule as it was typed. */
export type RuleDraft = {
  account: string;
  position: string;
  families: string;
  amount_min: string;
  amount_max: string;
  installments_min: string;
  installments_max: string;
  /** Istanbul's day and minute as the browser's own field writes it; empty: at once. */
  valid_from: string;
};
export type RuleErrors = Record<string, string[]>;
export type RuleReading =
  | { kind: "ok"; input: z.input<typeof RoutingRuleInput> }
  | { kind: "invalid"; errors: RuleErrors };

const FIELD_OF_PATH: Record<string, string> = { provider_account_id: "account", card_families: "families" };

function whole(text: string, field: string, fallback: number, errors: RuleErrors): number {
  if (text.trim() === "") return fallback;
  if (/^\d{1,5}$/.test(text.trim())) return Number(text.trim());
  errors[field] = ["number"];
  return fallback;
}

/** Istanbul has had one offset all year round since 2016. */
function beginning(text: string, errors: RuleErrors): string | undefined {
  if (text === "") return undefined;
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(text)) return `${text}:00+03:00`;
  errors.valid_from = ["date"];
  return undefined;
}

function bound(text: string, locale: MoneyLocale, field: string, errors: RuleErrors): number | null {
  if (text.trim() === "") return null;
  const reading = parseMoney(text, locale);
  if (reading.kind === "ok") return Number(reading.minorUnits);
  errors[field] = [reading.kind === "ambiguous" ? "amount_ambiguous" : "amount"];
  return null;
}

/** The form as the use case's own input: empty bounds are no bounds, families stand between commas. */
export function readRule(draft: RuleDraft, locale: MoneyLocale): RuleReading {
  const errors: RuleErrors = {};
  const validFrom = beginning(draft.valid_from.trim(), errors);
  const input = {
    provider_account_id: draft.account,
    position: whole(draft.position, "position", 100, errors),
    card_families: draft.families
      .split(",")
      .map((family) => family.trim().toLowerCase())
      .filter((family) => family !== ""),
    amount_min: bound(draft.amount_min, locale, "amount_min", errors),
    amount_max: bound(draft.amount_max, locale, "amount_max", errors),
    installments_min: whole(draft.installments_min, "installments_min", 1, errors),
    installments_max: whole(draft.installments_max, "installments_max", 36, errors),
    ...(validFrom === undefined ? {} : { valid_from: validFrom }),
  };
  const checked = RoutingRuleInput.safeParse(input);
  for (const issue of checked.success ? [] : checked.error.issues) {
    const [first = ""] = issue.path;
    const field = FIELD_OF_PATH[String(first)] ?? String(first);
    errors[field] ??= [issue.code === "custom" ? issue.message : "invalid"];
  }
  return Object.keys(errors).length === 0 ? { kind: "ok", input } : { kind: "invalid", errors };
}
