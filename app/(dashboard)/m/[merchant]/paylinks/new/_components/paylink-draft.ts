import type { COMMISSION_PAYERS, HOUR_PRESETS, USES } from "../form-choices";

/** The part of the form that the preview and the choices need while typing. */
export type PaylinkDraft = {
  amount: string;
  note: string;
  referenceNo: string;
  hours: (typeof HOUR_PRESETS)[number];
  customHours: string;
  uses: (typeof USES)[number];
  commission: (typeof COMMISSION_PAYERS)[number];
};

export const EMPTY_DRAFT: PaylinkDraft = {
  amount: "",
  note: "",
  referenceNo: "",
  hours: "72",
  customHours: "48",
  uses: "one",
  commission: "merchant",
};

const HOUR_MS = 3_600_000;
const MOST_HOURS = 8760;

/** When a link made now would end; undefined while the hours make no sense. */
export function endOf(draft: Pick<PaylinkDraft, "hours" | "customHours">, nowMs: number): string | undefined {
  const hours = Number(draft.hours === "custom" ? draft.customHours : draft.hours);
  if (!Number.isInteger(hours) || hours < 1 || hours > MOST_HOURS) return undefined;
  return new Date(nowMs + hours * HOUR_MS).toISOString();
}
