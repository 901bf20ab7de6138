import "server-only";
import { writeAbsence } from "./repository";

/** For other slices: the provider answered "no such transaction" about a link (see `writeAbsence`). */
export function recordAbsence(merchantId: string, paylinkId: string, callId: string): Promise<"waiting" | "absent"> {
  return writeAbsence(merchantId, paylinkId, callId);
}
