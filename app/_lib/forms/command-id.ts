import type { ActionState } from "@/lib/http/action";
import { newId } from "@/lib/kernel/ids";

/** Names one wish of a person, so that a double click or a second try is the same wish. */
export const newCommandId = () => newId("command", new Date());

const OPEN_CODES = ["internal", "unavailable", "provider_unavailable", "idempotency_mismatch"];

/**
 * Whether an answer ends the wish it belongs to: done, or refused with nothing done. A lost answer, a failure of ours
 * and a first try that still runs leave it open, and the next try must carry the same id.
 */
export function isDefinitive(answer: ActionState<unknown> | undefined): boolean {
  if (answer?.kind !== "error") return answer !== undefined;
  return !OPEN_CODES.includes(answer.code) && answer.reason !== "in_flight";
}
