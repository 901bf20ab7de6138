import { z } from "zod";
import { MAX_MINOR_UNITS } from "@/lib/kernel/money";
import { Because, FreeText } from "@/lib/paylinks/schemas";
import { CLOSING_STATUSES } from "@/lib/pos/closing/closing";

const instant = z.iso.datetime({ offset: true });
const limit = Number(MAX_MINOR_UNITS);
/** Minor units; more refunds than sales make a channel negative. */
const counted = z.int().min(-limit).max(limit).default(0);

export const CountDayInput = z.strictObject({
  /** A day in Istanbul, not in the future. */
  day: z.iso.date(),
  /** Whose day; absent: the caller's own. */
  cashier_id: z.string().max(40).optional(),
  /** Empty: links, payment pages and tills of no branch. */
  branch_id: z.string().max(40).default(""),
  counted: z.strictObject({ pos: counted, paylink: counted, checkout: counted }),
  /** Needed where a channel's count is not what the books expect. */
  reason: FreeText(500).optional(),
});
export type CountDayInput = z.output<typeof CountDayInput>;

const Sums = z.strictObject({ pos: z.int(), paylink: z.int(), checkout: z.int() });

/** A cashier's closed or counted day. Amounts in minor units. */
export const ClosingView = z.strictObject({
  id: z.string(),
  day: z.iso.date(),
  status: z.enum(CLOSING_STATUSES),
  because: Because,
  cashier: z.strictObject({ id: z.string(), name: z.string() }),
  branch: z.strictObject({ id: z.string(), name: z.string() }).nullable(),
  expected: Sums,
  counted: Sums,
  difference: z.int(),
  reason: z.string().nullable(),
  counted_by: z.string(),
  counted_at: instant,
  signed_by: z.string().nullable(),
  signed_at: instant.nullable(),
  may_sign: z.boolean(),
  /** What the figure is made of; `late`: it happened on a day that was locked before it was known. */
  rows: z.array(
    z.strictObject({
      kind: z.enum(["payment", "refund"]),
      id: z.string(),
      channel: z.string(),
      amount: z.int(),
      happened_on: z.iso.date(),
      late: z.boolean(),
    }),
  ),
});
export type ClosingView = z.output<typeof ClosingView>;

/** What the books expect of a day before anybody counts, by branch. Amounts in minor units. */
export type OpenDay = {
  day: string;
  cashier_id: string;
  branches: {
    branch: { id: string; name: string } | null;
    expected: Record<"pos" | "paylink" | "checkout", number>;
    items: number;
  }[];
};

export const ClosingFilter = z.strictObject({
  day: z.iso.date().optional(),
  cashier_id: z.string().max(40).optional(),
  status: z.enum(CLOSING_STATUSES).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
});
export type ClosingFilter = z.output<typeof ClosingFilter>;
