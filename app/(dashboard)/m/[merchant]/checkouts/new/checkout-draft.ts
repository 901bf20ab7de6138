import { type EscrowDraft, USUAL_DAYS } from "@/app/_lib/forms/escrow-draft";

export const HOUR_PRESETS = ["24", "72", "168", "custom"] as const;
export const CAPTURES = ["automatic", "manual"] as const;
export const PROVIDERS = ["rules", "paynet", "paywall"] as const;
export const BEARERS = ["payer", "merchant"] as const;

/** `key` only tells the rows apart on screen. */
export type ItemDraft = { key: string; name: string; quantity: string; unit: string };

/** The form as it was typed: text and choices, nothing understood yet. */
export type CheckoutDraft = {
  amount: string;
  description: string;
  reference_no: string;
  name: string;
  phone: string;
  email: string;
  items: ItemDraft[];
  capture: (typeof CAPTURES)[number];
  max_installments: string;
  bearer: (typeof BEARERS)[number];
  provider: (typeof PROVIDERS)[number];
  hours: (typeof HOUR_PRESETS)[number];
  custom_hours: string;
  success_url: string;
  failure_url: string;
  escrow: EscrowDraft;
};

export const EMPTY_DRAFT: CheckoutDraft = {
  amount: "",
  description: "",
  reference_no: "",
  name: "",
  phone: "",
  email: "",
  items: [],
  capture: "automatic",
  max_installments: "1",
  bearer: "payer",
  provider: "rules",
  hours: "24",
  custom_hours: "48",
  success_url: "",
  failure_url: "",
  escrow: { escrow_on: false, escrow_days: USUAL_DAYS },
};
