import { z } from "zod";

/** Why a delivery was refused before it was taken; the sender is told less (contract 4.2). */
export const REFUSAL_REASONS = [
  "bad_capability",
  "expired_capability",
  "bad_signature",
  "signature_missing",
  "address_not_allowed",
  "too_large",
] as const;

export const VERDICTS = ["received", "applied", "unmatched", "rejected", "dead"] as const;
export const TRUST_LEVELS = ["unsigned", "address_known", "signed", "confirmed"] as const;

const id = z.string().max(60);
const day = z.iso.date();

export const NotificationFilter = z.strictObject({
  status: z.enum(VERDICTS).optional(),
  trust: z.enum(TRUST_LEVELS).optional(),
  provider: z.enum(["paynet", "paywall"]).optional(),
  /** The id of a notification or of what it names, or the provider's reference of that. */
  q: z.string().trim().max(100).optional(),
  /** Days in Istanbul, both included. */
  from: day.optional(),
  to: day.optional(),
  limit: z.coerce.number().int().min(1).max(50).default(20),
  starting_after: id.optional(),
});
export type NotificationFilter = z.output<typeof NotificationFilter>;

export type NotificationDto = {
  id: string;
  object: "notification";
  mode: "test" | "live";
  created_at: string;
  last_received_at: string;
  applied_at: string | null;
  provider: "paynet" | "paywall";
  /** `return`: told by the payer's browser. */
  source: "webhook" | "return";
  deliveries: number;
  trust: (typeof TRUST_LEVELS)[number];
  status: (typeof VERDICTS)[number];
  /** A code of the reason, e.g. why it was refused; null where the verdict says it all. */
  reason: string | null;
  subject_kind: "paylink" | "attempt" | "pos_session" | null;
  subject_id: string | null;
  address: string | null;
};

export type NotificationEffect = {
  at: string;
  action: string;
  subject_kind: string;
  subject_id: string;
  payment_id: string | null;
  from_status: string | null;
  to_status: string | null;
};

export type NotificationDetail = NotificationDto & {
  content_type: string | null;
  /** As it came, card numbers masked; a refused one is kept up to 4 KiB. */
  body: string;
  /** SHA-256 of the original bytes; null where they were never read. */
  body_sha256: string | null;
  /** What was booked because of it, oldest first. */
  effects: NotificationEffect[];
};

export type NotificationPage = { object: "list"; data: NotificationDto[]; has_more: boolean };
