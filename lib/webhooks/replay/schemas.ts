import { z } from "zod";

/** Bounds of one replay: what a person can look through, and what a provider may be asked at one go. */
export const MOST_EVENTS = 50;
export const MOST_SUBJECTS = 20;

/** `now`: the provider is asked; `recorded`: what it answered last, as it was kept. */
export const REPLAY_SOURCES = ["now", "recorded"] as const;
export type ReplaySource = (typeof REPLAY_SOURCES)[number];

const ids = z.array(z.string().max(60)).min(1).max(MOST_EVENTS);
export const ShadowInput = z.strictObject({ ids, source: z.enum(REPLAY_SOURCES).default("now") });

export const ApplyReplayInput = z.strictObject({
  ids,
  source: z.enum(REPLAY_SOURCES).default("now"),
  /** The difference that was shown; anything else is shown again instead of applied. */
  difference: z.string().regex(/^[0-9a-f]{64}$/),
  reason: z.string().trim().min(3).max(300),
  password: z.string().min(1).max(200),
});

/** One value of a row that is not what it would be; text as the database writes it, amounts in minor units. */
export type ValueChange = { column: string; before: string | null; after: string | null };

export type RowChange = {
  kind:
    | "paylink"
    | "checkout"
    | "payment"
    | "attempt"
    | "capture"
    | "pos_session"
    | "escrow_account"
    | "journal"
    | "event";
  id: string;
  change: "new" | "changed";
  /** The cause that the row would carry; null where rows of its kind carry none. */
  because: string | null;
  currency: string | null;
  values: ValueChange[];
  /** Of a journal: what it would post, minor units; debits are positive. */
  legs: { account: string; amount: string }[];
};

export type AskedSubject = {
  kind: "paylink" | "attempt" | "pos_session";
  id: string;
  /** Whom the answer names, or why there is none to apply. */
  answer: "found" | "absent" | "no_answer" | "nothing_recorded" | "cannot_be_asked";
  /** Rows of the answer that book nothing, with the reason. */
  left_open: string[];
  refused: string[];
};

export type ShadowDto = {
  object: "replay";
  source: ReplaySource;
  /** In the order received. Those that name nothing of ours are listed and ask nothing. */
  events: { id: string; subject_id: string | null }[];
  subjects: AskedSubject[];
  rows: RowChange[];
  /** SHA-256 of the rows: what is applied is what was shown. */
  difference: string;
};

export type ApplyResult = { result: "applied" | "changed_since" | "nothing_to_apply"; shadow: ShadowDto };
