import type { Transaction } from "../state/records";
import type { SeededRow } from "./demo-file";

/** Turns an offset in minutes into milliseconds since the epoch. */
export type At = (minutes: number) => number;

/** The link or the sale on a phone that a seeded row belongs to. */
type Subject = Pick<
  Transaction,
  "account" | "paylinkId" | "agentId" | "referenceNo" | "currency" | "email" | "phone" | "note"
>;

/** A row of the seed as the provider's truth keeps it; a phone's sale has no page of a bank. */
export function toTransaction(row: SeededRow, subject: Subject, at: At): Transaction {
  const { bank_id: bankId, bank_name: bankName, ...card } = row.card;
  return {
    id: row.xact_id,
    xact: row.xact,
    account: subject.account,
    paylinkId: subject.paylinkId,
    agentId: subject.agentId,
    referenceNo: subject.referenceNo,
    transactionType: row.transaction_type,
    isSucceed: row.result === "paid",
    isTds: subject.paylinkId !== null && row.result !== "3d_failed",
    amount: BigInt(row.amount),
    net: BigInt(row.net),
    commission: BigInt(row.commission),
    commissionTax: BigInt(row.commission_tax),
    refunded: 0n,
    ratioBps: row.ratio_bps,
    endUserRatioBps: row.end_user_ratio_bps,
    instalment: row.instalment,
    currency: subject.currency,
    card: { ...card, bankId, bankName, threeDsOff: false },
    authorizationCode: row.authorization_code,
    referenceCode: row.reference_code,
    orderId: row.order_id,
    bankErrorId: row.bank_error_id,
    bankErrorMessage: row.bank_error_message,
    paynetErrorId: row.paynet_error_id,
    paynetErrorMessage: row.paynet_error_message,
    email: subject.email,
    phone: subject.phone,
    note: subject.note,
    at: at(row.at_minutes),
    visibleAt: at(row.at_minutes),
    reversedXactId: null,
    uuid: row.uuid,
  };
}
