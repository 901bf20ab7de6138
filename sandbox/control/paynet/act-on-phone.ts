import { z } from "zod";
import { DEFAULT_CARD } from "../../bank/cards";
import { jsonReply, type Reply } from "../../http/exchange";
import { type Acted, actOnPhone, type PhoneAct } from "../../paypos/phone/act";
import { callbackUrl } from "../../paypos/phone/callback-url";
import { announce } from "../../webhooks/announce";
import type { ControlCall } from "../control-call";

const Input = z.strictObject({
  action: z.enum(["open", "approve", "decline", "abandon", "lose_callback", "late_success"]),
  card: z.string().default(DEFAULT_CARD),
});

/** Nobody goes back to the caller's app before a card was tapped, or when the app was left or lost its way. */
const SILENT: readonly PhoneAct[] = ["open", "abandon", "lose_callback"];

/**
 * `POST /_control/pos/{payment_session_id}`: the phone in somebody's hand. `lose_callback` approves but the app never
 * comes back; `late_success` succeeds even after the session was abandoned or is over. A webhook follows the answer.
 */
export async function actOnPosSession({ world, input, parameter }: ControlCall): Promise<Reply> {
  const { action, card } = Input.parse(input);
  const session = world.truth.get("posSession", parameter.toUpperCase());
  if (session === undefined) return jsonReply(404, { error: "not_found" });
  const acted = actOnPhone(world, session, action, card);
  if (acted.kind === "refused") return jsonReply(409, { reason: acted.reason });
  return announce(world, acted.delivery, jsonReply(200, answerOf(acted, action)));
}

function answerOf({ session, row, delivery }: Extract<Acted, { kind: "acted" }>, action: PhoneAct) {
  return {
    result: session.status,
    xact_id: row?.id ?? null,
    xact: row?.xact ?? null,
    amount_charged: session.status === "paid" && row !== null ? Number(row.amount) : 0,
    callback: SILENT.includes(action) ? null : callbackUrl(session, row),
    webhook: delivery === null ? "none" : "queued",
  };
}
