import { randomUUID } from "node:crypto";
import type { Reversal, Transaction } from "../../state/records";
import { decodeKurusText } from "../protocol/amounts";
import { isSameDay } from "../protocol/dates";
import type { Fields } from "../protocol/fields";
import { refuse } from "../protocol/refusal";
import { successEnvelope } from "../protocol/result-codes";
import type { ServiceAnswer, ServiceCall } from "../service";
import { findTransactions } from "../transaction/find-transactions";
import { decideReversal } from "./decide-reversal";

// ASSUMPTION PAYNET-R2: how long Paynet's people take; a cancel needs no review.
const REVIEW_MS = 10_000;

/**
 * `POST /v1/transaction/reversed_request` (docs/providers/paynet.md 6.7): same day the whole sale is cancelled,
 * later all or a part of it is refunded. Success means accepted, not given back.
 */
export function requestReversal(call: ServiceCall): ServiceAnswer {
  const { world, account, fields } = call;
  fields.expectOnly(["xact_id", "amount", "succeedUrl"]);
  fields.requiredText("xact_id");
  const sale = findTransactions(call).find((row) => row.isSucceed && [1, 4].includes(row.transactionType));
  if (sale === undefined) throw refuse("no_process", "Bu işlem iade edilemez");
  const now = world.clock.now();
  const sameDay = isSameDay(sale.at, now);
  const reversal: Reversal = {
    id: randomUUID(),
    account: account.name,
    xactId: sale.id,
    amount: readAmount(call, sale, sameDay),
    succeedUrl: readSucceedUrl(fields),
    method: sameDay ? "cancel" : "refund",
    status: "requested",
    requestedAt: now,
    decidesItselfAt: now + (sameDay ? 0 : REVIEW_MS),
    decidedAt: null,
    resultXactId: null,
  };
  world.truth.put("reversal", reversal);
  if (sameDay) decideReversal(world, reversal, true);
  return { body: successEnvelope("transaction_reversed_request") };
}

/** In kuruş, a string of digits; absent or 0 asks for all that is left. */
function readAmount({ world, fields }: ServiceCall, sale: Transaction, sameDay: boolean): bigint {
  const asked = fields.has("amount") ? decodeKurusText(fields.text("amount")) : 0n;
  if (asked === null) throw refuse("bad_request", "amount geçersiz");
  const left = sale.amount - promisedOf(sale, world.truth.all("reversal"));
  if (left === 0n) throw refuse("no_process", "İşlem daha önce iade edilmiş");
  const amount = asked === 0n ? left : asked;
  if (sameDay && amount !== sale.amount) throw refuse("no_process", "Aynı gün yalnızca tam iptal yapılabilir");
  if (amount > left) throw refuse("bad_request", "amount iade edilebilir tutardan büyük");
  return amount;
}

/** What has been given back or may still be: a rejected request frees its amount. */
function promisedOf(sale: Transaction, reversals: Reversal[]): bigint {
  return reversals
    .filter((reversal) => reversal.xactId === sale.id && reversal.status !== "rejected")
    .reduce((sum, reversal) => sum + reversal.amount, 0n);
}

function readSucceedUrl(fields: Fields): string {
  const text = fields.text("succeedUrl");
  if (text !== "" && !(/^https?:/i.test(text) && URL.canParse(text)))
    throw refuse("bad_request", "succeedUrl geçersiz");
  return text;
}
