const ISTANBUL = "+03:00";
const OFFSET_MS = 3 * 3_600_000;

/** What a `datetime-local` field holds, as an instant; Turkey keeps GMT+3 all year. Undefined while it is empty. */
export const instantOf = (local: string): string | undefined =>
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(local) ? `${local}:00${ISTANBUL}` : undefined;

/** An instant as a `datetime-local` field takes it, in Istanbul time. */
export const localOf = (iso: string | null): string =>
  iso === null ? "" : new Date(Date.parse(iso) + OFFSET_MS).toISOString().slice(0, 16);
