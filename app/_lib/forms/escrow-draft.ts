import { type MoneyLocale, parseMoney } from "@/lib/kernel/parse-money";

/** Parts of a split by the field they are typed into. */
const PARTS = {
  escrow_goods: "goods",
  escrow_cargo: "cargo",
  escrow_fee: "service_fee",
  escrow_commission: "commission",
} as const;

export const ESCROW_FIELDS = [
  "escrow_days",
  "escrow_hours",
  "escrow_serial",
  "escrow_name",
  "escrow_iban",
  "escrow_goods",
  "escrow_cargo",
  "escrow_fee",
  "escrow_commission",
] as const;
export type EscrowField = (typeof ESCROW_FIELDS)[number];

/** The terms of a payment on confirmed delivery as they are typed; nothing understood yet. */
export type EscrowDraft = { escrow_on: boolean } & Partial<Record<EscrowField, string | undefined>>;

/** Days before the money is released by itself, unless another number is typed. */
export const USUAL_DAYS = "14";

export type EscrowReading = { raw: unknown; issues: { path: string; message: string }[] };

const typed = (text: string | undefined): string | null =>
  text === undefined || text.trim() === "" ? null : text.trim();

/** Only whole numbers pass; anything else reaches the shared schema as text and is refused there. */
const whole = (text: string | undefined) => {
  const value = typed(text);
  return value !== null && /^\d{1,5}$/.test(value) ? Number(value) : value;
};

/** The draft as the API's own `escrow`; undefined where it is switched off. An empty number of days means never. */
export function readEscrow(draft: EscrowDraft, locale: MoneyLocale): EscrowReading {
  if (!draft.escrow_on) return { raw: undefined, issues: [] };
  const issues: EscrowReading["issues"] = [];
  const split = Object.entries(PARTS).flatMap(([field, kind]) => {
    const text = typed(draft[field as EscrowField]);
    if (text === null) return [];
    const reading = parseMoney(text, locale);
    if (reading.kind !== "ok") issues.push({ path: field, message: "escrow_amount" });
    return [{ kind, amount: reading.kind === "ok" ? Number(reading.minorUnits) : 1 }];
  });
  const name = typed(draft.escrow_name);
  const iban = typed(draft.escrow_iban);
  const raw = {
    enabled: true,
    auto_release_days: whole(draft.escrow_days),
    ship_within_hours: whole(draft.escrow_hours),
    beneficiary: name === null && iban === null ? null : { name: name ?? "", iban: iban ?? "" },
    split,
    serial: typed(draft.escrow_serial),
  };
  return { raw, issues };
}

const FIELD_OF_PATH: Record<string, EscrowField> = {
  "escrow.auto_release_days": "escrow_days",
  "escrow.ship_within_hours": "escrow_hours",
  "escrow.beneficiary.name": "escrow_name",
  "escrow.beneficiary.iban": "escrow_iban",
  "escrow.serial": "escrow_serial",
  "escrow.split": "escrow_goods",
};

/** The field of a path of the API's `escrow`; undefined for any other path. A part's own amount stands at the first part. */
export function escrowFieldOf(path: string): EscrowField | undefined {
  return FIELD_OF_PATH[path] ?? (path.startsWith("escrow.split.") ? "escrow_goods" : undefined);
}

const RANGES: Partial<Record<string, string>> = { escrow_days: "escrow_days", escrow_hours: "escrow_hours" };

/** A catalogue key of `escrow_terms.errors` for what the shared schema refused; undefined leaves it to the form. */
export const escrowMessage = (field: string): string | undefined => RANGES[field];
