import "server-only";
import { wakeDashboards } from "@/lib/jobs/wake-workers";
import { systemClock } from "@/lib/kernel/clock";
import { newId } from "@/lib/kernel/ids";
import { errorFields, log } from "@/lib/runtime/logger";
import { runCommand } from "@/lib/runtime/run-command";
import type { AccountPolicy } from "../account-policy.system";
import type { Capability } from "../capability";
import type { Delivery } from "../delivery";
import { waitOf } from "../delivery-limits";
import { contentOf, eventKey } from "../store-event";
import type { REFUSAL_REASONS } from "./schemas";

/** Refused deliveries of one Istanbul day that are kept, a merchant; and of all that name none. */
export const DAILY_REFUSALS = 1_000;
const KEPT_BYTES = 4 * 1024;
const NOBODY = "mer_unrouted";
/** Where a digest would stand: the bytes were never read. */
const NOT_READ = "not_read";

export type RefusalReason = (typeof REFUSAL_REASONS)[number];
type Whose = { policy?: AccountPolicy | undefined; capability?: Capability };

function cut(text: string): string {
  const bytes = Buffer.from(text);
  if (bytes.length <= KEPT_BYTES) return text;
  return bytes
    .subarray(0, KEPT_BYTES)
    .toString("utf8")
    .replace(/\uFFFD+$/, "");
}

function rowOf(delivery: Delivery, reason: RefusalReason, whose: Whose | undefined) {
  const content = contentOf(delivery);
  const { capability, policy } = whose ?? {};
  const knows = policy?.allowlist.includes(delivery.address) === true;
  return {
    ...content,
    id: newId("event", systemClock.now()),
    merchant_id: policy?.merchantId ?? NOBODY,
    mode: policy?.mode ?? "live",
    provider_account_id: policy?.accountId ?? null,
    source: "webhook",
    event_key: eventKey(`refused ${reason} ${capability?.subjectId ?? ""}`, content.body_sha256),
    trust: knows ? "address_known" : "unsigned",
    subject_id: capability?.kind === "link" ? capability.subjectId : null,
    body: cut(content.body),
    body_sha256: reason === "too_large" ? NOT_READ : content.body_sha256,
    reason,
    daily_limit: DAILY_REFUSALS,
  };
}

/**
 * Keeps a delivery that was refused, with the reason, so that whoever misses a notification finds it. Never changes the
 * refusal: what cannot be kept is refused all the same.
 */
export async function keepRefusal(delivery: Delivery, reason: RefusalReason, whose?: Whose): Promise<void> {
  // Who is told to come back later for too many refusals costs the database nothing.
  if ((await waitOf("address", delivery.address)) !== undefined) return;
  try {
    // An account that is gone has no mode to show it in: it belongs to nobody any more.
    await runCommand("vezne_intake", "intake_refusal", rowOf(delivery, reason, whose?.policy ? whose : undefined));
    if (whose) wakeDashboards();
  } catch (cause) {
    log.warn("a refused delivery could not be kept", { provider: delivery.provider, reason, ...errorFields(cause) });
  }
}
