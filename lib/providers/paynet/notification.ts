import { z } from "zod";
import { ConfirmationNotice } from "./wire";

const named = z.string().nullish().catch(undefined);

/** The webhook of a phone's sale names its session and, as a row of a question does, the caller's reference (2.3). */
const Notice = ConfirmationNotice.extend({ agent_reference: named, payment_session_id: named });

/** What a notification names: our reference, and the provider's own session where it has one. */
export type NamedByNotice = { reference: string | undefined; session?: string | undefined };

/**
 * What a Paynet notification is about. Nothing else is taken from its body: amounts and success come from our own
 * query (docs/providers/paynet.md, confirmation_url). Every spelling of the reference is read.
 */
export function readPaynetNotification(body: unknown): NamedByNotice {
  const parsed = Notice.safeParse(body);
  if (!parsed.success) return { reference: undefined };
  const { referance_no, reference_no, agent_reference, payment_session_id } = parsed.data;
  return {
    reference: referance_no || reference_no || agent_reference || undefined,
    session: payment_session_id || undefined,
  };
}
