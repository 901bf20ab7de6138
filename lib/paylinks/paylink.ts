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

const HOUR_SECONDS = 3_600;
const LONGEST_GAP_SECONDS = 6 * HOUR_SECONDS;
/** How long after a link's end money that started in time may still turn up. */
const LATE_HOURS = 24;
const MAY_STILL_BE_PAID: readonly PaylinkStatus[] = ["active", "expired", "deactivating", "deactivated"];

/**
 * Where a provider has no list of transactions nothing but a question finds money that nobody told of: seconds until the
 * next one, hourly at first and up to six hours apart, until a day after the link's end. Undefined: no more.
 */
export function secondsToNextLook(
  link: { status: string; createdAt: Date; expiresAt: Date },
  now: Date,
): number | undefined {
  if (!MAY_STILL_BE_PAID.some((status) => status === link.status)) return undefined;
  if (now.getTime() > link.expiresAt.getTime() + LATE_HOURS * HOUR_SECONDS * 1000) return undefined;
  const ageSeconds = (now.getTime() - link.createdAt.getTime()) / 1000;
  return Math.round(Math.min(LONGEST_GAP_SECONDS, Math.max(HOUR_SECONDS, ageSeconds / 24)));
}

/** `<reference_no>-<8 characters>`: unique, frozen before the first call, at most 50 characters for the provider. */
export function providerReferenceFor(referenceNo: string | undefined, suffix: string): string {
  const stem = (referenceNo ?? "vz").replace(/[^A-Za-z0-9._/-]/g, "").slice(0, 40);
  return `${stem === "" ? "vz" : stem}-${suffix}`;
}
