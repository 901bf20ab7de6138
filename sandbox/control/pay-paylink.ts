import { z } from "zod";
import { DEFAULT_CARD, normaliseNumber, RIGHT_PASSWORD } from "../bank/cards";
import { jsonReply, type Reply } from "../http/exchange";
import { finishAttempt } from "../paynet/payment/finish-attempt";
import { whyUnpayable } from "../paynet/payment/payable";
import { startAttempt } from "../paynet/payment/start-attempt";
import type { Attempt, Transaction } from "../state/records";
import { announce } from "../webhooks/announce";
import type { ControlCall } from "./control-call";

const Input = z.strictObject({
  card: z.string().default(DEFAULT_CARD),
  otp: z.string().default(RIGHT_PASSWORD),
  installment: z.number().int().min(0).default(0),
  preauth: z.boolean().default(false),
});
const HOLDER = "AYŞE ÖRNEK";
const CVC = "000";

/** `POST /_control/paylinks/{provider_id}/pay`: a whole payer's journey in one call. */
export async function payPaylink({ world, input, parameter }: ControlCall): Promise<Reply> {
  const { card, otp, installment, preauth } = Input.parse(input);
  const paylink = world.truth.get("paylink", parameter.toLowerCase());
  if (paylink === undefined) return jsonReply(404, { error: "not_found" });
  const now = world.clock.now();
  const reason = whyUnpayable(paylink, now);
  if (reason !== null) return jsonReply(409, { reason });
  const number = normaliseNumber(card);
  const year = new Date(now).getUTCFullYear() + 2;
  const cvc = /^3[47]/.test(number) ? "0000" : CVC;
  const start = startAttempt(world, paylink, { number, holder: HOLDER, month: 12, year, cvc }, installment);
  if (start.kind === "refused") return jsonReply(200, payAnswer("refused", start.fault.code, null, false));
  const finish = finishAttempt(world, start.attempt, otp, { preauth });
  if (finish.kind === "used") return jsonReply(409, { reason: "used" });
  const { attempt, transaction, delivery } = finish;
  const answer = payAnswer(attempt.status, codeOf(transaction), transaction, delivery !== null);
  return announce(world, delivery, jsonReply(200, answer));
}

function codeOf(transaction: Transaction): number {
  return Number(transaction.bankErrorId || transaction.paynetErrorId || 0);
}

function payAnswer(
  result: Attempt["status"] | "refused",
  code: number,
  transaction: Transaction | null,
  queued: boolean,
): Record<string, unknown> {
  return {
    result,
    code,
    xact_id: transaction?.id ?? null,
    xact: transaction?.xact ?? null,
    amount_charged: transaction?.isSucceed === true ? Number(transaction.amount) : 0,
    webhook: queued ? "queued" : "none",
  };
}
