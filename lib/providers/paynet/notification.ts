import { ConfirmationNotice } from "./wire";

/**
 * What a Paynet notification is about. Nothing else is taken from its body: amounts and success come from our own
 * query (docs/providers/paynet.md, confirmation_url). Both spellings of the reference are read.
 */
export function readPaynetNotification(body: unknown): { reference: string | undefined } {
  const parsed = ConfirmationNotice.safeParse(body);
  if (!parsed.success) return { reference: undefined };
  return { reference: parsed.data.referance_no ?? parsed.data.reference_no ?? undefined };
}
