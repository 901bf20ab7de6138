import type { Transaction } from "../../state/records";
import type { World } from "../../world";
import { encodeLira } from "../protocol/amounts";
import { refuse } from "../protocol/refusal";
import { repeatedEnvelope, successEnvelope } from "../protocol/result-codes";
import type { PaynetSession } from "../records";
import { failFirst, sentinelOf } from "../sentinels";
import type { ServiceAnswer, ServiceCall } from "../service";
import { transactionRow } from "../transaction/transaction-row";
import { type Charged, chargeSession } from "./charge-session";
import { sessionToCharge } from "./find-session";
import { readType } from "./read-initial";
import { hashOfCard } from "./session-ids";

/** `POST /v2/transaction/tds_charge` (docs/providers/paynet.md 3.3): the verdict, and the money. */
export function chargeApiSession(call: ServiceCall): ServiceAnswer {
  call.fields.expectOnly(["session_id", "token_id", "transaction_type"]);
  const session = sessionToCharge(call, "api");
  // ASSUMPTION PAYNET-S5: a charge of another kind than its session was started for is refused.
  if (call.fields.has("transaction_type") && readType(call.fields) !== session.transactionType)
    throw refuse("wrong_transaction_type", "transaction_type oturumdakinden farklı");
  return answerCharge(call.world, session, bodyV2);
}

type BodyOf = (world: World, charged: Charged) => Record<string, unknown>;

/** Sentinel 53 fails the first charge of a session, 52 lets its answer hang; both name what they did only once. */
export function answerCharge(world: World, session: PaynetSession, bodyOf: BodyOf): ServiceAnswer {
  const sentinel = sentinelOf(session.amount);
  if (sentinel === "fails_first" && session.status === "passed") failFirst(world.truth, session.id);
  const charged = chargeSession(world, session);
  const envelope = charged.repeated ? repeatedEnvelope("transaction") : successEnvelope("transaction");
  return { body: { ...bodyOf(world, charged), ...envelope }, hang: sentinel === "hangs" && !charged.repeated };
}

/** What the v2 services call the fields that the v1 services spell otherwise. */
export function bodyV2(world: World, { session, transaction }: Charged): Record<string, unknown> {
  const { netAmount, authorization_code, reference_code, order_id, card_no, agent_reference, ...row } =
    transactionRow(transaction);
  return {
    ...row,
    net_amount: netAmount,
    bank_authorization_code: authorization_code,
    bank_reference_code: reference_code,
    bank_order_id: order_id,
    card_no_masked: card_no,
    reference_no: agent_reference,
    bank_name: transaction.card.bankName,
    card_bank_id: transaction.card.bankId,
    card_brand_name: transaction.card.brand,
    plus_installment: 0,
    ratio_code: session.ratioCode,
    ...commissionOf(transaction, session),
    ...keptCard(world, session),
  };
}

function commissionOf(transaction: Transaction, session: PaynetSession): Record<string, unknown> {
  return { end_user_comission: session.addCommission ? encodeLira(transaction.commission) : 0 };
}

export function keptCard(world: World, session: PaynetSession): Record<string, unknown> {
  if (session.keep === null) return {};
  const card = world.truth.get("pnCard", session.cardId ?? "");
  if (card === undefined) return { is_save_card_succeed: false, save_card_result_message: "Ödeme alınmadı" };
  return {
    is_save_card_succeed: true,
    save_card_result_message: "",
    card_owner_id: card.ownerId,
    user_unique_id: card.userUniqueId,
    card_hash: hashOfCard(card),
  };
}
