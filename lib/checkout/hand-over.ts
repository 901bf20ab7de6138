import "server-only";
import { wakeDashboards } from "@/lib/jobs/wake-workers";
import type { Clock } from "@/lib/kernel/clock";
import { newId, newToken } from "@/lib/kernel/ids";
import { runCommand } from "@/lib/runtime/run-command";
import { tokenHash } from "@/lib/runtime/token-hash";
import { findPayToken } from "./find-pay-token.system";
import { payerCookieName } from "./payer-cookie";

export type HandOver =
  | { kind: "handed_over"; paymentToken: string; cookieName: string }
  /** The page of the link says why: closed, in progress, not found. */
  | { kind: "refused" };

type Answer = { answer: { result: string; payment_token?: string } };

/**
 * The payer goes on to the provider: one SQL statement checks the link's limits and gives them their own payment, or
 * the open one of this browser again. Their cookie's token proves which is theirs.
 */
export async function handOver(
  shareToken: string,
  cookie: (name: string) => string | undefined,
  clock: Clock,
): Promise<HandOver> {
  const subject = await findPayToken(shareToken);
  if (subject?.subjectKind !== "paylink") return { kind: "refused" };
  const cookieName = payerCookieName(subject.subjectId);
  const cookieToken = cookie(cookieName);
  const own = cookieToken === undefined ? undefined : await findPayToken(cookieToken);
  const now = clock.now();
  const token = newToken();
  const [row] = await runCommand<Answer>("vezne_app", "hand_over", {
    merchant_id: subject.merchantId,
    paylink_id: subject.subjectId,
    payment_id: own?.subjectKind === "payment" && own.merchantId === subject.merchantId ? own.subjectId : null,
    new_payment_id: newId("payment", now),
    new_payment_token: token,
    new_token_hash: tokenHash(token),
    new_attempt_id: newId("attempt", now),
  });
  wakeDashboards();
  if (row?.answer.result !== "handed_over" || row.answer.payment_token === undefined) return { kind: "refused" };
  return { kind: "handed_over", paymentToken: row.answer.payment_token, cookieName };
}
