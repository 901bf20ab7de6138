import type { Transaction } from "../../state/records";
import { refuse } from "../protocol/refusal";
import type { ServiceCall } from "../service";
import { findTransactions } from "../transaction/find-transactions";

export const PRE_AUTHORISATION = 3;
export const CAPTURE = 4;

/** The one row of this kind that the request names and that stands; refuses like Paynet would otherwise. */
export function standingRow(call: ServiceCall, type: number): Transaction {
  const row = findTransactions(call, ["xact"]).find((found) => found.isSucceed && found.transactionType === type);
  if (row === undefined) throw refuse("no_process", "Bu işlem için uygun kayıt bulunamadı");
  if (row.reversedXactId !== null) throw refuse("no_process", "İşlem daha önce iptal edilmiş");
  return row;
}

/** ASSUMPTION PAYNET-A1: a capture carries the order id of its pre-authorisation; one that was taken back frees it again. */
export function captureOf({ world }: ServiceCall, preauth: Transaction): Transaction | undefined {
  return world.truth
    .transactionsByReference(preauth.account, preauth.referenceNo)
    .find(
      (row) =>
        row.transactionType === CAPTURE &&
        row.isSucceed &&
        row.orderId === preauth.orderId &&
        row.reversedXactId === null,
    );
}
