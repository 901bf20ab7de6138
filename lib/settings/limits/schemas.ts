import { z } from "zod";
import { MAX_MINOR_UNITS } from "@/lib/kernel/money";

const limit = z.int().min(0).max(Number(MAX_MINOR_UNITS)).transform(BigInt);

/** Above these one person is not enough; 0: always two. Minor units. The password is asked for again. */
export const ChangeLimitsInput = z.strictObject({
  refund_limit: limit,
  release_limit: limit,
  password: z.string().min(1).max(200),
});

export const LimitsDto = z.strictObject({ refund_limit: z.int(), release_limit: z.int() });
export type LimitsDto = z.output<typeof LimitsDto>;
