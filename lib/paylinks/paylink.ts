import { defineMachine } from "@/lib/kernel/state-machine";

export const PAYLINK_STATUSES = [
  "creating",
  "active",
  "paid",
  "exhausted",
  "expired",
  "deactivating",
  "deactivated",
  "failed",
] as const;
export type PaylinkStatus = (typeof PAYLINK_STATUSES)[number];

/** Late money is real money: expired and deactivated links may still become paid. */
export const paylinkMachine = defineMachine<PaylinkStatus>("paylink", {
  creating: ["active", "failed"],
  active: ["paid", "exhausted", "expired", "deactivating"],
  paid: [],
  exhausted: [],
  expired: ["paid"],
  deactivating: ["deactivated", "paid"],
  deactivated: ["paid"],
  failed: [],
});

export type PaylinkFacts = { status: PaylinkStatus; expiresAt: Date; uses: number; maxUses: number };

/** Limits are AND: a payment may start only on an active link, before its end, with a use left. */
export function mayStartPayment(link: PaylinkFacts, now: Date): boolean {
  return link.status === "active" && link.expiresAt > now && link.uses < link.maxUses;
}

/** `<reference_no>-<8 characters>`: unique, frozen before the first call, at most 50 characters for the provider. */
export function providerReferenceFor(referenceNo: string | undefined, suffix: string): string {
  const stem = (referenceNo ?? "vz").replace(/[^A-Za-z0-9._/-]/g, "").slice(0, 40);
  return `${stem === "" ? "vz" : stem}-${suffix}`;
}
