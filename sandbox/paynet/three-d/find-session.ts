import { refuse } from "../protocol/refusal";
import type { PaynetSession } from "../records";
import type { ServiceCall } from "../service";
import { tokenOf } from "./session-ids";

/** This key's session of that id; unknown, another key's and a replaced one are the same no (13). */
export function sessionNamed({ world, account, fields }: ServiceCall, flow: PaynetSession["flow"]): PaynetSession {
  const session = world.truth.get("pnSession", fields.requiredText("session_id"));
  if (session === undefined || session.account !== account.name || session.flow !== flow)
    throw refuse("no_session", "Oturum bulunamadı");
  return session;
}

/** The session that a charge names by both its ids; a pair that does not belong together is 15. */
export function sessionToCharge(call: ServiceCall, flow: PaynetSession["flow"]): PaynetSession {
  const token = call.fields.requiredText("token_id");
  const session = sessionNamed(call, flow);
  if (tokenOf(session) === "" || tokenOf(session) !== token.toUpperCase())
    throw refuse("unmatched_session", "session_id ile token_id eşleşmiyor");
  return session;
}

export function isOver(session: PaynetSession, now: number): boolean {
  return session.status === "replaced" || now >= session.expiresAt;
}
