import type { CaseView } from "@/lib/reconciliation/schemas";
import type { Fix } from "./actions";

/** The key that presses a fix, the same in every language. */
export const FIX_KEYS: Partial<Record<Fix, string>> = {
  adopt: "a",
  ask: "s",
  accept: "b",
  reopen: "b",
  chargeback: "t",
};

type Standing = Pick<CaseView, "status" | "reason" | "source" | "subject_kind" | "theirs" | "provider_account_id">;

const isAdoptable = ({ reason, subject_kind, theirs }: Standing) =>
  subject_kind === "transaction" || (reason === "refund_only_at_provider" && typeof theirs?.reversal_id === "string");

/** What may be done about a difference, the one that mends it first. */
export function fixesOf(one: Standing): Fix[] {
  if (one.status === "resolved") return [];
  if (one.status === "accepted") return ["reopen"];
  const fixes: Fix[] = [];
  if (isAdoptable(one)) fixes.push("adopt");
  if (one.reason === "chargeback") fixes.push("chargeback");
  if (one.source === "provider" && fixes.length === 0) fixes.push("ask");
  return [...fixes, "accept"];
}
