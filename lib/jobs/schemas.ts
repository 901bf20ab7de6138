import { z } from "zod";

export const DEAD_LETTER_STATES = ["open", "redriven", "resolved", "dismissed"] as const;

/** Jobs whose work moves money: only who may move it may put them to work again or close them. */
export const MONEY_JOBS: readonly string[] = ["follow-refund", "follow-capture"];

const id = z.string().max(60);
export const RedriveInput = z.strictObject({ id });
export const RedriveManyInput = z.strictObject({ ids: z.array(id).min(1).max(100) });
export const DismissInput = z.strictObject({ id, reason: z.string().trim().min(3).max(300) });

export const DeadLetterFilter = z.strictObject({
  state: z.enum(DEAD_LETTER_STATES).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  starting_after: id.optional(),
});
export type DeadLetterFilter = z.output<typeof DeadLetterFilter>;

export type DeadLetterDto = {
  id: string;
  object: "dead_letter";
  mode: "test" | "live";
  created_at: string;
  /** The queue whose work failed, e.g. `follow-paylink`. */
  kind: string;
  subject_id: string;
  is_money: boolean;
  error_class: string;
  message: string;
  attempts: number;
  state: (typeof DEAD_LETTER_STATES)[number];
  reason: string | null;
  last_at: string;
};
export type DeadLetterPage = { object: "list"; data: DeadLetterDto[]; has_more: boolean };
export type RedriveResult = { id: string; result: "redriven" | "not_found" | "wrong_state" | "not_permitted" };
