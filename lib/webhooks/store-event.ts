import "server-only";
import { createHash } from "node:crypto";
import { wakeDashboards, wakeWorkers } from "@/lib/jobs/wake-workers";
import { maskCardNumbers } from "@/lib/kernel/card-number";
import { readNotification } from "@/lib/providers/registry";
import type { Delivery } from "./delivery";
import { addToIntake } from "./intake-batch";

/** One inbox row to be, as `intake_events` takes it (db/functions/07-intake.sql). */
export type NewEvent = {
  id: string;
  merchant_id: string;
  mode: "test" | "live";
  provider: string;
  provider_account_id: string;
  source: "webhook" | "return";
  event_key: string;
  trust: "unsigned" | "address_known" | "signed";
  subject_id: string | null;
  provider_reference: string | null;
  /** The provider's own session of a phone's sale, where the body names one. */
  provider_session?: string | null;
  address: string;
  content_type: string | null;
  body: string;
  body_sha256: string;
};

export type StoredEvent = { id: string; result: "stored" | "duplicate" };

/** Inbox row and job in one statement under a role that can do nothing else; then workers and open dashboards are woken. */
export async function storeEvent(event: NewEvent): Promise<StoredEvent> {
  const row = await addToIntake(event);
  wakeWorkers();
  wakeDashboards();
  return row;
}

const MAX_REFERENCE = 100;
const strictUtf8 = new TextDecoder("utf-8", { fatal: true });
const turkish = new TextDecoder("windows-1254");

/** Never fails: bytes that are no UTF-8 are read as the code page Turkish systems still send. */
export function textOf(body: Buffer): string {
  try {
    return strictUtf8.decode(body);
  } catch {
    return turkish.decode(body);
  }
}

/** What could not be stored as text names nothing: a lone surrogate or a control character is no reference of ours. */
function usableReference(reference: string | undefined): string | null {
  if (reference === undefined || reference === "" || reference.length > MAX_REFERENCE) return null;
  return /[\p{Cc}\p{Cs}]/u.test(reference) ? null : reference;
}

/** What is kept of a delivery: the masked text, the digest of the bytes, and the reference it names. */
export function contentOf({ provider, body, contentType, address }: Omit<Delivery, "segment" | "signature">) {
  const text = textOf(body);
  const named = readNotification(provider, text, contentType);
  return {
    provider,
    provider_reference: usableReference(named.reference),
    provider_session: usableReference(named.session),
    address,
    content_type: contentType?.slice(0, 100) ?? null,
    body: maskCardNumbers(text.replaceAll("\u0000", "\uFFFD")),
    body_sha256: createHash("sha256").update(body).digest("hex"),
  };
}

/** Providers give no event id: an event is its subject and its bytes. */
export const eventKey = (subjectId: string, bodySha256: string): string =>
  createHash("sha256").update(`webhook|${subjectId}|${bodySha256}`).digest("hex");
