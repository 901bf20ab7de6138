import { RIGHT_PASSWORD } from "../../bank/cards";
import type { Attempt, AttemptStatus, Delivery, Paylink, Transaction } from "../../state/records";
import { queueConfirmation } from "../../webhooks/queue-confirmation";
import type { World } from "../../world";
import { RESULT } from "../protocol/result-codes";
import { sentinelOf } from "../sentinels";
import { chargeFor } from "./commission";
import { newTransaction, type TransactionErrors } from "./new-transaction";
import { isUsed } from "./payable";

export type Finish =
  | { kind: "ended"; attempt: Attempt; transaction: Transaction; delivery: Delivery | null }
  | { kind: "used" };

interface Verdict extends TransactionErrors {
  status: AttemptStatus;
}

export interface FinishOptions {
  /** Milliseconds until queries show the row. */
  hiddenForMs?: number;
  /** ASSUMPTION PAYNET-A3: a link of an account that is set to pre-authorise blocks the amount instead of taking it. */
  preauth?: boolean;
}

/**
 * The bank's page was answered: charge, decline or fail the 3-D check. A second answer to the same attempt
 * changes nothing. ASSUMPTION PAYNET-B4: a link that expired or was made passive meanwhile is still charged.
 */
export function finishAttempt(world: World, attempt: Attempt, password: string, options: FinishOptions = {}): Finish {
  const { truth } = world;
  const paylink = truth.get("paylink", attempt.paylinkId);
  if (paylink === undefined) return { kind: "used" };
  const earlier = attempt.xactId === null ? undefined : truth.get("transaction", attempt.xactId);
  if (earlier !== undefined) return { kind: "ended", attempt, transaction: earlier, delivery: null };
  if (isUsed(paylink)) return { kind: "used" };
  const verdict = judge(attempt, paylink, password);
  const transaction = toTransaction(world, attempt, paylink, verdict, options);
  const ended: Attempt = { ...attempt, status: verdict.status, endedAt: transaction.at, xactId: transaction.id };
  truth.put("transaction", transaction);
  truth.put("attempt", ended);
  if (!transaction.isSucceed) return { kind: "ended", attempt: ended, transaction, delivery: null };
  truth.put("paylink", { ...paylink, paidXactId: transaction.id });
  return { kind: "ended", attempt: ended, transaction, delivery: queueConfirmation(world, paylink, transaction) };
}

function judge(attempt: Attempt, paylink: Paylink, password: string): Verdict {
  const clean = { bankErrorId: "", paynetErrorId: "", paynetErrorMessage: "" };
  if (attempt.card.threeDsOff || password !== RIGHT_PASSWORD) {
    // ASSUMPTION PAYNET-B3: a failed 3-D check leaves an unsuccessful row with Paynet's own code.
    const paynetErrorId = String(RESULT.threeDsError);
    return { ...clean, status: "3d_failed", paynetErrorId, paynetErrorMessage: "3D doğrulaması başarısız" };
  }
  const bankErrorId = sentinelOf(paylink.amount) === "declined" ? "51" : attempt.declineWith;
  return bankErrorId === null ? { ...clean, status: "paid" } : { ...clean, status: "declined", bankErrorId };
}

function toTransaction(
  world: World,
  attempt: Attempt,
  paylink: Paylink,
  verdict: Verdict,
  { hiddenForMs = 0, preauth = false }: FinishOptions,
): Transaction {
  const charge = chargeFor(paylink.amount, attempt.card.type, attempt.instalment, paylink.addCommission);
  if (charge === null) throw new Error("an attempt was started with impossible instalments");
  const { account, id: paylinkId, agentId, referenceNo, currency, email, phone, agentNote: note } = paylink;
  const { status, ...errors } = verdict;
  return newTransaction(world, {
    ...{ account, paylinkId, agentId, referenceNo, currency, email, phone, note, charge, errors },
    transactionType: preauth ? 3 : 1,
    isTds: status !== "3d_failed",
    instalment: attempt.instalment,
    card: attempt.card,
    hiddenForMs,
  });
}
