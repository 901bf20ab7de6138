const OFFSET_MS = 3 * 3_600_000;

/** `2026-01-15T10:27:22.0290000`, Istanbul's, without a zone (ASSUMPTION PAYWALL-T1). */
export function localMoment(at: number): string {
  return `${new Date(at + OFFSET_MS).toISOString().slice(0, 23)}0000`;
}

/** The same with its offset, as tokens and reconciliation answer it. */
export function zonedMoment(at: number): string {
  return `${localMoment(at)}+03:00`;
}

/** `2026-01-15`, Istanbul's day. */
export function dayOf(at: number): string {
  return localMoment(at).slice(0, 10);
}
