import { z } from "zod";
import { MAX_MINOR_UNITS } from "@/lib/kernel/money";
import { Reason } from "../schemas";

/** What one person can still look over before typing the sum. */
export const MOST_ROWS = 200;

const minor = z.int().min(1).max(Number(MAX_MINOR_UNITS)).transform(BigInt);

/** A payment by its id or the merchant's reference; without `amount` (minor units) all that is left. */
const BulkRow = z
  .strictObject({
    payment_id: z.string().min(1).max(40).optional(),
    reference_no: z.string().min(1).max(40).optional(),
    amount: minor.optional(),
  })
  .refine((row) => (row.payment_id === undefined) !== (row.reference_no === undefined), {
    message: "name_the_payment_or_its_reference",
  });
export type BulkRow = z.output<typeof BulkRow>;

const Rows = z.array(BulkRow).min(1).max(MOST_ROWS);

export const PlanBulkRefundInput = z.strictObject({ rows: Rows });

/** `total` is the exact sum of the rows that the dry run would carry out, in minor units. */
export const RequestBulkRefundInput = z.strictObject({ rows: Rows, reason: Reason, total: minor });

export const VERDICTS = ["cancel", "refund", "scheduled", "approval", "refused"] as const;

/** What becomes of a row. `approval`: a second person first, because of the row or of the batch's sum. */
export const BulkPlanRow = z.strictObject({
  verdict: z.enum(VERDICTS),
  /** Why it is refused: not_found, several_payments, twice_in_list, payment_is_..., more_than_left. */
  reason: z.string().nullable(),
  payment_id: z.string().nullable(),
  reference_no: z.string().nullable(),
  customer: z.string().nullable(),
  amount: z.int().nullable(),
  left: z.int().nullable(),
  method: z.enum(["cancel", "refund"]).nullable(),
  scheduled_for: z.iso.datetime({ offset: true }).nullable(),
});
export type BulkPlanRow = z.output<typeof BulkPlanRow>;

/** A dry run: nothing was reserved. `total` and the sums are minor units; refused rows are in no sum. */
export const BulkPlan = z.strictObject({
  object: z.literal("refund_plan"),
  dry_run: z.literal(true),
  rows: z.array(BulkPlanRow),
  count: z.int(),
  total: z.int(),
  currency: z.literal("TRY"),
  by_verdict: z.record(z.enum(VERDICTS), z.strictObject({ count: z.int(), amount: z.int() })),
  limit: z.int(),
});
export type BulkPlan = z.output<typeof BulkPlan>;

/** What became of each confirmed row: its refund, or why there is none. */
export type BulkResult = {
  id: string;
  object: "refund_batch";
  dry_run: false;
  mode: "test" | "live";
  created_at: string;
  total: number;
  currency: "TRY";
  reason: string;
  rows: {
    payment_id: string;
    amount: number;
    refund_id: string | null;
    status: string | null;
    error: string | null;
  }[];
};
