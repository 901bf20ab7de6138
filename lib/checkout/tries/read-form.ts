import { isCardNumber } from "@/lib/kernel/card-number";
import type { CardEntry, StoredCard } from "@/lib/providers/three-d";
import type { CardEntryMode } from "../schemas";

/** The checkout form as it arrives: text only. The card's fields are empty unless cards may pass through this server. */
export type CheckoutForm = {
  name: string;
  email: string;
  phone: string;
  holder: string;
  number: string;
  expiry: string;
  code: string;
  installments: string;
  cardToken: string;
  cardSession: string;
  /** Where the provider told the browser to go for the bank's page; a hint that the adapter checks. */
  threeDUrl?: string;
  bin: string;
  acceptTerms: string;
  /** The provider account the page was shown for. */
  account: string;
  /** A kept card of this payer, by our id; empty where a card is typed. */
  storedCard?: string;
  /** Ticked: the provider keeps the card after the payment has succeeded. */
  saveCard?: string;
  /** What the button said the card would be charged, minor units; empty without script, where only the price is said. */
  total?: string;
};

export type FormErrors = Partial<Record<keyof CheckoutForm, string>>;

export type ReadForm = {
  customer: { name: string | null; email: string | null; phone: string | null };
  installments: number;
  /** Null where the card is typed on the provider's own page. */
  card: CardEntry | null;
  /** First six to eight digits; null when the card is not known here. */
  bin: string | null;
};

export type FormRules = {
  entry: CardEntryMode;
  plans: readonly number[];
  hasTexts: boolean;
  /** What the merchant gave already; the form may leave it out. */
  known: { name: string | null; email: string | null; phone: string | null };
  /** Test cards of the providers need not pass a check digit; a real one does. */
  mode: "test" | "live";
  now: Date;
  /** The kept card that was chosen: then nothing is typed. */
  stored: { card: StoredCard; bin: string | null } | null;
};

const LONGEST = 200;
const LONGEST_ADDRESS = 2_000;
const clean = (text: string) => text.trim().slice(0, LONGEST);

/** `MM/YY` in the spellings people type; undefined when it is no month of a year. */
function readExpiry(text: string): { month: number; year: number } | undefined {
  const match = /^(\d{1,2})\s*[/.\- ]?\s*(\d{2}|20\d{2})$/.exec(text);
  const month = Number(match?.[1]);
  const year = Number(match?.[2]);
  if (!match || month < 1 || month > 12) return undefined;
  return { month, year: year < 100 ? 2000 + year : year };
}

/** A card is good until the end of its month. */
function isPast({ month, year }: { month: number; year: number }, now: Date): boolean {
  return Date.UTC(year, month, 1) <= now.getTime();
}

function readTypedCard(form: CheckoutForm, { now, mode }: FormRules, errors: FormErrors): CardEntry | null {
  const number = form.number.replace(/[\s-]/g, "");
  const holder = clean(form.holder);
  const expiry = readExpiry(form.expiry.trim());
  const code = form.code.trim();
  if (holder.length < 2) errors.holder = "missing";
  if (number === "") errors.number = "missing";
  else if (!(mode === "live" ? isCardNumber(number) : /^\d{13,19}$/.test(number))) errors.number = "card_number";
  if (form.expiry.trim() === "") errors.expiry = "missing";
  else if (expiry === undefined) errors.expiry = "expiry";
  else if (isPast(expiry, now)) errors.expiry = "expiry_past";
  if (!/^\d{3,4}$/.test(code)) errors.code = code === "" ? "missing" : "code";
  if (errors.holder || errors.number || errors.expiry || errors.code || expiry === undefined) return null;
  return { kind: "typed", holder, number, ...expiry, code };
}

function readCard(form: CheckoutForm, rules: FormRules, errors: FormErrors): CardEntry | null {
  if (rules.entry === "redirect") return null;
  if (rules.stored !== null) return rules.stored.card;
  if (rules.entry === "server_card_entry") return readTypedCard(form, rules, errors);
  const token = clean(form.cardToken);
  const session = clean(form.cardSession);
  if (token === "") errors.cardToken = "missing";
  if (token === "") return null;
  // Its query is ours in any case, so that what a cut takes away is of no use.
  const page = (form.threeDUrl ?? "").trim().slice(0, LONGEST_ADDRESS);
  return { kind: "token", token, ...(session !== "" && { session }), ...(page !== "" && { threeDUrl: page }) };
}

function readPhone(text: string, errors: FormErrors): string | null {
  const digits = text.replace(/[\s()-]/g, "").replace(/^(\+?90|0)/, "");
  if (digits === "") return null;
  if (/^5\d{9}$/.test(digits)) return digits;
  errors.phone = "phone";
  return null;
}

function readEmail(text: string, errors: FormErrors): string | null {
  const email = clean(text);
  if (email === "") return null;
  if (/^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(email)) return email;
  errors.email = "email";
  return null;
}

/** What the payer typed, or what is wrong with it, field by field. Nothing of a card is in the errors. */
export function readForm(
  form: CheckoutForm,
  rules: FormRules,
): { ok: true; read: ReadForm } | { ok: false; errors: FormErrors } {
  const errors: FormErrors = {};
  const name = clean(form.name) || rules.known.name;
  const customer = {
    name,
    email: readEmail(form.email, errors) ?? rules.known.email,
    phone: readPhone(form.phone, errors) ?? rules.known.phone,
  };
  if (name === null || name.length < 2) errors.name = "missing";
  else if (isCardNumber(name)) errors.name = "card_number_refused";
  const installments = Number(form.installments || "1");
  if (!rules.plans.includes(installments)) errors.installments = "plan_not_for_card";
  if (rules.hasTexts && form.acceptTerms === "") errors.acceptTerms = "terms";
  const card = readCard(form, rules, errors);
  if (Object.keys(errors).length > 0) return { ok: false, errors };
  const digits = rules.stored?.bin ?? form.bin.replace(/\D/g, "");
  const bin = card?.kind === "typed" ? card.number.slice(0, 8) : digits.slice(0, 8);
  return { ok: true, read: { customer, installments, card, bin: bin.length >= 6 ? bin : null } };
}
