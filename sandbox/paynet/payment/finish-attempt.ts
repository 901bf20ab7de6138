import { randomInt, randomUUID } from "node:crypto";
import { RIGHT_PASSWORD } from "../../bank/cards";
import type { Attempt, AttemptStatus, Delivery, Paylink, Transaction } from "../../state/records";
import { queueConfirmation } from "../../webhooks/queue-confirmation";
import type { World } from "../../world";
import { encodeDay } from "../protocol/dates";
import { RESULT } from "../protocol/result-codes";
import { sentinelOf } from "../sentinels";
import { chargeFor } from "./commission";
import { isUsed } from "./payable";
import { newXactId, nextXact } from "./xact-ids";

const BANK_ERRORS: Readonly<Record<string, string>> = {
  "05": "Onaylanmadı",
  "51": "Yetersiz bakiye",
  "54": "Süresi dolmuş kart",
};

export type Finish =
  | { kind: "ended"; attempt: Attempt; transaction: Transaction; delivery: Delivery | null }
  | { kind: "used" };

interface Verdict {
  status: AttemptStatus;
  bankErrorId: string;
  paynetErrorId: string;
  paynetErrorMessage: string;
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
  const at = world.clock.now();
  const xact = nextXact(world.truth);
  const { status, ...errors } = verdict;
  const paid = status === "paid";
  return {
    id: newXactId(),
    xact,
    account: paylink.account,
    paylinkId: paylink.id,
    agentId: paylink.agentId,
    referenceNo: paylink.referenceNo,
    transactionType: preauth ? 3 : 1,
    isSucceed: paid,
    isTds: status !== "3d_failed",
    ...charge,
    refunded: 0n,
    instalment: attempt.instalment,
    currency: paylink.currency,
    card: attempt.card,
    authorizationCode: paid ? `S${randomInt(10_000, 99_999)}` : "",
    referenceCode: paid ? `${encodeDay(at).replaceAll(".", "")}${xact}` : "",
    orderId: `PN${xact}`,
    ...errors,
    bankErrorMessage: BANK_ERRORS[verdict.bankErrorId] ?? (verdict.bankErrorId === "" ? "" : "İşlem reddedildi"),
    email: paylink.email,
    phone: paylink.phone,
    note: paylink.agentNote,
    at,
    visibleAt: at + hiddenForMs,
    reversedXactId: null,
    uuid: randomUUID(),
  };
}
