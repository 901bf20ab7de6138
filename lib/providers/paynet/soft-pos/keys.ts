import type { PosKeyClosing, PosKeyOutcome } from "../../soft-pos";
import { callPaynet, type PaynetConnection } from "../client";
import { instantOf } from "../mapping";
import { PaynetEnvelope } from "../wire";
import { GetAuthKeyAnswer } from "./pos-wire";

const OPEN = {
  path: "v1/agent/get_auth_key",
  retryClass: "repeatable",
  answer: GetAuthKeyAnswer,
  forPhone: true,
} as const;
const CLOSE = { path: "v1/agent/logout", retryClass: "repeatable", answer: PaynetEnvelope, forPhone: true } as const;

const NO_DATA = 12;
const NO_SESSION = 13;
/** Year first, or the day.month.year of Paynet's lists: in any other order a day could be taken for a month. */
const READABLE = /^(\d{4}-\d\d-\d\d[T ]\d\d:\d\d|\d\d\.\d\d\.\d{4} \d\d:\d\d:\d\d$)/;

function expiryOf(text: unknown): Date | null {
  return typeof text === "string" && READABLE.test(text.trim()) ? instantOf(text.trim()) : null;
}

/**
 * A key for one dealer and one user of its panel (docs/providers/paynet.md 2.1). Several may live at once, so a lost
 * answer leaves at worst a key that nobody knows. An expiry nobody can read is null, never a refusal.
 */
export async function openKey(
  connection: PaynetConnection,
  { agentId, userId }: { agentId: string; userId: string },
): Promise<PosKeyOutcome> {
  const answer = await callPaynet(connection, OPEN, { agent_id: agentId, user_id: userId });
  if (answer.kind === "refused") return { kind: "rejected", code: String(answer.code), message: answer.message };
  if (answer.kind === "absent") return { kind: "rejected", code: String(NO_DATA), message: "" };
  if (answer.kind === "unknown") return { kind: "unknown", why: answer.why };
  const { session_key: key, expired_date, is_okc_inquiry: isFiscalInquiry } = answer.body;
  return { kind: "opened", key, expiresAt: expiryOf(expired_date), isFiscalInquiry: isFiscalInquiry ?? null };
}

/** Ends a key (2.6). One that Paynet does not know, or no longer, is closed too. */
export async function closeKey(connection: PaynetConnection, key: string): Promise<PosKeyClosing> {
  const answer = await callPaynet(connection, CLOSE, { session_key: key });
  if (answer.kind === "ok" || answer.kind === "absent") return { kind: "closed" };
  if (answer.kind === "unknown") return { kind: "unknown", why: answer.why };
  if (answer.code === NO_SESSION) return { kind: "closed" };
  return { kind: "rejected", code: String(answer.code), message: answer.message };
}
