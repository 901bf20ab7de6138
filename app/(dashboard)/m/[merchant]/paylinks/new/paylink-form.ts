import { z } from "zod";
import { ESCROW_FIELDS, escrowFieldOf, escrowMessage, readEscrow } from "@/app/_lib/forms/escrow-draft";
import { type MoneyLocale, parseMoney } from "@/lib/kernel/parse-money";
import { CreatePaylinkInput } from "@/lib/paylinks/schemas";
import { COMMISSION_PAYERS, HOUR_PRESETS, USES } from "./form-choices";

const field = z.string().optional();

/** What the form posts: text and ticks, nothing understood yet. */
const FormFields = z.object({
  amount: field,
  name: field,
  email: field,
  phone: field,
  send_email: z.boolean().default(false),
  send_sms: z.boolean().default(false),
  hours: z.enum(HOUR_PRESETS).default("72"),
  custom_hours: field,
  uses: z.enum(USES).default("one"),
  max_uses: field,
  note: field,
  agent_note: field,
  reference_no: field,
  commission: z.enum(COMMISSION_PAYERS).default("merchant"),
  installment_key: field,
  agent_id: field,
  pos_type: z.enum(["1", "5"]).optional(),
  user_name: field,
  success_url: field,
  failure_url: field,
  send_confirmation_mail: z.boolean().default(false),
  escrow_on: z.boolean().default(false),
  ...(Object.fromEntries(ESCROW_FIELDS.map((name) => [name, field])) as Record<
    (typeof ESCROW_FIELDS)[number],
    typeof field
  >),
});
type PaylinkFormFields = z.output<typeof FormFields>;

type Issue = { path: string; message: string };

const FIELD_OF_PATH: Record<string, string> = {
  "customer.name": "name",
  "customer.email": "email",
  "customer.phone": "phone",
  expires_in_hours: "custom_hours",
};

/** Only whole numbers pass; anything else reaches the shared schema as text and is refused there. */
const whole = (text: string | undefined) =>
  text !== undefined && /^\d{1,7}$/.test(text.trim()) ? Number(text.trim()) : (text ?? "");

const present = (entries: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined));

function toRaw(form: PaylinkFormFields, minorUnits: bigint, escrow: unknown) {
  return present({
    amount: Number(minorUnits),
    currency: "TRY",
    customer: present({ name: form.name ?? "", email: form.email?.trim(), phone: form.phone }),
    expires_in_hours: form.hours === "custom" ? whole(form.custom_hours) : Number(form.hours),
    max_uses: form.uses === "many" ? whole(form.max_uses) : 1,
    note: form.note,
    agent_note: form.agent_note,
    reference_no: form.reference_no,
    installment_key: form.installment_key,
    add_commission: form.commission === "customer",
    agent_id: form.agent_id,
    pos_type: form.pos_type === undefined ? undefined : Number(form.pos_type),
    user_name: form.user_name,
    send: [form.send_email ? "email" : "", form.send_sms ? "sms" : ""].filter(Boolean),
    send_confirmation_mail: form.send_confirmation_mail,
    success_url: form.success_url,
    failure_url: form.failure_url,
    escrow,
  });
}

/** A catalogue key for each thing the shared schema may refuse. */
function messageKey(issue: z.core.$ZodIssue, path: string): string {
  if (path === "custom_hours") return "hours";
  if (path === "max_uses") return "max_uses";
  const ofEscrow = escrowMessage(path);
  if (ofEscrow !== undefined) return ofEscrow;
  if (issue.code === "custom") return issue.message;
  if (issue.code === "invalid_format") return issue.format === "email" ? "email" : "invalid";
  if (issue.code === "too_small") return "required";
  if (issue.code === "too_big") return "too_long";
  return "invalid";
}

export function fieldOfPath(path: string): string {
  return FIELD_OF_PATH[path] ?? escrowFieldOf(path) ?? path;
}

function findings(raw: unknown): Issue[] {
  const checked = CreatePaylinkInput.safeParse(raw);
  if (checked.success) return [];
  return checked.error.issues.map((issue) => {
    const path = fieldOfPath(issue.path.join("."));
    return { path, message: messageKey(issue, path) };
  });
}

/**
 * The form as the use case's own input: the rules are those of `CreatePaylinkInput`, only the reading of the typed
 * amount is added. It runs on the server, so the rules weigh nothing in the browser.
 */
export function paylinkFormSchema(locale: MoneyLocale) {
  return FormFields.transform((form, context) => {
    const amount = parseMoney(form.amount ?? "", locale);
    const escrow = readEscrow(form, locale);
    const raw = toRaw(form, amount.kind === "ok" ? amount.minorUnits : 1n, escrow.raw);
    const isReadable = amount.kind === "ok" && escrow.issues.length === 0;
    // Without readable amounts nothing is said about their sum.
    const found = findings(raw).filter(({ message }) => isReadable || message !== "split_is_not_the_amount");
    const issues = [...escrow.issues, ...found];
    if (amount.kind !== "ok")
      issues.unshift({ path: "amount", message: amount.kind === "ambiguous" ? "amount_ambiguous" : "amount" });
    for (const issue of issues) context.addIssue({ code: "custom", path: [issue.path], message: issue.message });
    return issues.length > 0 ? z.NEVER : raw;
  });
}
