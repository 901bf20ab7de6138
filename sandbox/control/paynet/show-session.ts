import type { PaynetSession } from "../../paynet/records";

/** A 3-D session without its token. Amounts are integers in kuruş. */
export function showPaynetSession(session: PaynetSession): Record<string, unknown> {
  return {
    session_id: session.id,
    account: session.account,
    flow: session.flow,
    status: session.status,
    reference_no: session.referenceNo,
    amount: Number(session.amount),
    installment: session.instalment,
    transaction_type: session.transactionType,
    is_escrow: session.isEscrow,
    card: session.card?.masked ?? null,
    return_url: session.returnUrl,
    xact_id: session.xactId,
    created_at: new Date(session.createdAt).toISOString(),
    expires_at: new Date(session.expiresAt).toISOString(),
  };
}
