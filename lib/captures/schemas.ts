import { z } from "zod";
import { MAX_MINOR_UNITS } from "@/lib/kernel/money";
import { Because } from "@/lib/paylinks/schemas";
import { CAPTURE_STATUSES } from "./capture";

/** `amount` in minor units; absent takes all that is authorised. The rest of a part is let go by the provider. */
export const CapturePaymentInput = z.strictObject({
  payment_id: z.string().max(40),
  amount: z.int().min(1).max(Number(MAX_MINOR_UNITS)).transform(BigInt).optional(),
});

export const VoidAuthorisationInput = CapturePaymentInput.omit({ amount: true });

const instant = z.iso.datetime({ offset: true });

/** What was asked for an authorised amount and how far it is. Amount in minor units. */
export const CaptureDto = z.strictObject({
  id: z.string(),
  object: z.literal("capture"),
  mode: z.enum(["test", "live"]),
  created_at: instant,
  payment_id: z.string(),
  kind: z.enum(["capture", "void"]),
  status: z.enum(CAPTURE_STATUSES),
  amount: z.int(),
  currency: z.string(),
  because: Because,
});
export type CaptureDto = z.output<typeof CaptureDto>;
