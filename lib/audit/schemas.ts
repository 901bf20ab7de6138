import { z } from "zod";

export const ACTOR_KINDS = ["user", "api_key", "system", "payer", "provider"] as const;
export const AUDIT_SUBJECTS = [
  "paylink",
  "payment",
  "refund",
  "capture",
  "provider_account",
  "job",
  "audit",
  "escrow",
  "release",
  "dispute",
  "payout",
  "mirror",
  "event",
] as const;

/** `actor` is a kind or an actor's id; `subject` a kind of thing; `q` one exact id; days are Istanbul's, both included. */
export const AuditFilter = z.strictObject({
  actor: z.string().max(60).optional(),
  subject: z.enum(AUDIT_SUBJECTS).optional(),
  action: z.string().max(60).optional(),
  q: z.string().trim().max(80).optional(),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(50),
  after: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional(),
});
export type AuditFilter = z.output<typeof AuditFilter>;

export type AuditRow = {
  /** Its number in the log. */
  id: string;
  at: string;
  actor_kind: (typeof ACTOR_KINDS)[number];
  actor_id: string;
  actor_name: string | null;
  action: string;
  subject_kind: string;
  subject_id: string;
  payment_id: string | null;
  paylink_id: string | null;
  from_status: string | null;
  to_status: string | null;
  data: Record<string, unknown>;
};
export type AuditPage = { data: AuditRow[]; has_more: boolean };

/** How far the chain over the log reaches, what is not under it yet, and who looked when. */
export type AuditChain = {
  sealed: number;
  sealed_at: string | null;
  unsealed: number;
  anchored_at: string | null;
  anchor_position: number | null;
  verified_at: string | null;
  findings: number;
};
