import { z } from "zod";
import { FreeText } from "@/lib/paylinks/schemas";
import { CASE_STATUSES, REASONS, RUN_STATUSES } from "./run";

const instant = z.iso.datetime({ offset: true });
const id = z.string().max(60);
const snapshot = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).nullable();

export const CompareInput = z.strictObject({ provider_account_id: id.optional() });
export const CaseIdInput = z.strictObject({ id });
/** `version`: the figures that were looked at; with others the step is refused. */
export const AcceptCaseInput = z.strictObject({
  id,
  comment: FreeText(500).refine((text) => text !== undefined && text.trim() !== "", "required"),
  version: z.int().optional(),
});
export const AssignCaseInput = z.strictObject({ id, owner_id: id.nullable() });

export const CaseDto = z.strictObject({
  id: z.string(),
  object: z.literal("reconciliation_case"),
  mode: z.enum(["test", "live"]),
  created_at: instant,
  last_seen_at: instant,
  status: z.enum(CASE_STATUSES),
  reason: z.enum(REASONS),
  source: z.enum(["provider", "bank"]),
  provider_account_id: z.string().nullable(),
  subject_kind: z.string(),
  subject_id: z.string(),
  payment_id: z.string().nullable(),
  /** Istanbul's. */
  day: z.iso.date(),
  /** What our books, the provider and the bank's statement say; amounts in minor units as text. */
  ours: snapshot,
  theirs: snapshot,
  bank: snapshot,
  /** Minor units. */
  amount_at_risk: z.int(),
  currency: z.string(),
  resolution: z.string().nullable(),
  comment: z.string().nullable(),
  decided_by: z.strictObject({ kind: z.string(), id: z.string() }).nullable(),
  decided_at: instant.nullable(),
  owner_id: z.string().nullable(),
  version: z.int(),
});
export type CaseDto = z.output<typeof CaseDto>;
/** For our own people: names for ids, and the account's label. */
export type CaseView = CaseDto & { account: string | null; owner_name: string | null; decided_name: string | null };

export const CaseFilter = z.strictObject({
  status: z.enum([...CASE_STATUSES, "all"]).default("open"),
  reason: z.enum(REASONS).optional(),
  provider_account_id: id.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  starting_after: id.optional(),
});
export type CaseFilter = z.output<typeof CaseFilter>;

const totals = z.strictObject({ sales: z.int(), amount: z.string(), refunds: z.int() });
export const RunDto = z.strictObject({
  id: z.string(),
  object: z.literal("reconciliation_run"),
  mode: z.enum(["test", "live"]),
  created_at: instant,
  ended_at: instant.nullable(),
  provider_account_id: z.string(),
  account: z.string(),
  kind: z.enum(["nightly", "weekly", "person"]),
  day_from: z.iso.date(),
  day_to: z.iso.date(),
  status: z.enum(RUN_STATUSES),
  why: z.string().nullable(),
  read: z.strictObject({ ours: totals, theirs: totals, asked: z.int() }).nullable(),
  found: z.int(),
  opened: z.int(),
  resolved: z.int(),
});
export type RunDto = z.output<typeof RunDto>;

/** What stands open: how many, how much money, how old. */
export type Board = {
  open: number;
  at_risk: number;
  /** By days since it was first seen: up to 1, 3, 7 and older. */
  ages: { up_to: number | null; count: number; at_risk: number }[];
  reasons: { reason: string; count: number; at_risk: number }[];
  accounts: { id: string; label: string; provider: string }[];
};
