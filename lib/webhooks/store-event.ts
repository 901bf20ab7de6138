import "server-only";
import { wakeWorkers } from "@/lib/jobs/wake-workers";
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
  address: string;
  content_type: string | null;
  body: string;
  body_sha256: string;
};

export type StoredEvent = { id: string; result: "stored" | "duplicate" | "unmatched" };

/** Inbox row and job in one statement under a role that can do nothing else; then the workers are woken. */
export async function storeEvent(event: NewEvent): Promise<StoredEvent> {
  const row = await addToIntake(event);
  wakeWorkers();
  return row;
}
