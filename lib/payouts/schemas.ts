import { z } from "zod";
import { MAX_MINOR_UNITS } from "@/lib/kernel/money";
import { Because, FreeText } from "@/lib/paylinks/schemas";
import { PAYOUT_STATUSES } from "./payout";

const instant = z.iso.datetime({ offset: true });
const id = z.string().max(40);
const ids = z.array(id).min(1).max(500);
/** Sums of many payouts may exceed one payment's limit. */
const sum = z
  .int()
  .min(1)
  .max(Number(MAX_MINOR_UNITS) * 500)
  .transform(BigInt);

export const PAYOUT_WAYS = ["file", "provider"] as const;

/** What is to be paid out, and whether by a file for the bank or by the provider itself. */
export const RequestPayoutsInput = z.strictObject({ ids, way: z.enum(PAYOUT_WAYS) });
/** `amount`: the sum of all of them, typed by the second person. Minor units. */
export const ApprovePayoutsInput = z.strictObject({ ids, amount: sum });
export const PayoutIdInput = z.strictObject({ id });
/** Without `ids`: everything that is approved for a file. */
export const ExportPayoutsInput = z.strictObject({ ids: ids.optional() });
/** What the bank's own page or statement says; `reference` is the bank's number or its reason. */
export const MarkPayoutInput = z.strictObject({ id, reference: FreeText(120).optional() });

export const PayoutDto = z.strictObject({
  id: z.string(),
  object: z.literal("payout"),
  mode: z.enum(["test", "live"]),
  created_at: instant,
  status: z.enum(PAYOUT_STATUSES),
  because: Because,
  amount: z.int(),
  currency: z.literal("TRY"),
  beneficiary: z.strictObject({ name: z.string(), iban: z.string() }),
  /** `approval`: the provider pays it after its own approval. */
  way: z.enum([...PAYOUT_WAYS, "approval"]).nullable(),
  escrow_id: z.string(),
  release_id: z.string(),
  payment_id: z.string(),
  /** From then on the release cannot be undone and the payout can be asked for. */
  ready_at: instant,
  batch_id: z.string().nullable(),
  requested_by: z.string().nullable(),
  decided_by: z.string().nullable(),
  provider_reference: z.string().nullable(),
  bank_reference: z.string().nullable(),
  sent_at: instant.nullable(),
  ended_at: instant.nullable(),
});
export type PayoutDto = z.output<typeof PayoutDto>;

/** A file for the bank, the same to the byte whenever it is read. */
export const BankFileDto = z.strictObject({
  id: z.string(),
  object: z.literal("payout_file"),
  created_at: instant,
  name: z.string(),
  count: z.int(),
  amount: z.int(),
  sha256: z.string(),
  content: z.string(),
});
export type BankFileDto = z.output<typeof BankFileDto>;

export const PayoutFilter = z.strictObject({
  status: z.enum(PAYOUT_STATUSES).optional(),
  escrow_id: id.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(25),
  starting_after: id.optional(),
});
export type PayoutFilter = z.output<typeof PayoutFilter>;

/** A payout for our own people: names for ids, and what has to be known before a step is offered. */
export type PayoutView = PayoutDto & {
  requested_by_name: string | null;
  /** The reader asked for it, so somebody else approves. */
  is_own: boolean;
  /** Its ten minutes are over. */
  is_ready: boolean;
  /** The account its payment came by makes payouts for us. */
  can_provider: boolean;
};
