import { whyOver } from "../../paypos/phone/act";
import type { World } from "../../world";

/** Every payment session of a phone, without its encryption key. Amounts are integers in kuruş. */
export function showPosSessions(world: World): Record<string, unknown>[] {
  return world.truth.all("posSession").map((session) => ({
    payment_session_id: session.id,
    kind: session.kind,
    account: session.account,
    agent_id: session.agentId,
    user_id: session.userId,
    status: session.status,
    over: whyOver(world, session, false),
    reference_no: session.referenceNo,
    amount: Number(session.amount),
    add_commission: session.addCommission,
    installment: session.instalment,
    callback_url: session.callbackUrl,
    sale_xact_id: session.saleXactId === "" ? null : session.saleXactId,
    xact_ids: session.xactIds,
    created_at: new Date(session.createdAt).toISOString(),
    expires_at: new Date(session.expiresAt).toISOString(),
  }));
}
