import "server-only";
import { writeReturn } from "./repository";

/** For other slices: the payer's browser came back from the provider (see `writeReturn`). */
export function recordReturn(merchantId: string, paylinkId: string, paymentId: string): Promise<void> {
  return writeReturn(merchantId, paylinkId, paymentId);
}
