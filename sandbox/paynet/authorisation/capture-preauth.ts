import { randomUUID } from "node:crypto";
import type { Transaction } from "../../state/records";
import { chargeAt } from "../payment/commission";
import { newXactId, nextXact } from "../payment/xact-ids";
import { decodeKurusText } from "../protocol/amounts";
import { refuse } from "../protocol/refusal";
import { successEnvelope } from "../protocol/result-codes";
import type { ServiceAnswer, ServiceCall } from "../service";
import { transactionRow } from "../transaction/transaction-row";
import { CAPTURE, captureOf, PRE_AUTHORISATION, standingRow } from "./capture-of";

/**
 * `POST /v1/transaction/capture` (docs/providers/paynet.md 6.4): all of a pre-authorisation, or a part of it once.
 * Answers the row of the capture beside the envelope.
 */
export function capturePreauth(call: ServiceCall): ServiceAnswer {
  const { world, fields } = call;
  fields.expectOnly(["xact_id", "xact", "reference_no", "amount"]);
  const preauth = standingRow(call, PRE_AUTHORISATION);
  if (captureOf(call, preauth) !== undefined) throw refuse("no_process", "Ön otorizasyon daha önce kapatılmış");
  const row = captureRow(call, preauth, readAmount(call, preauth));
  world.truth.put("transaction", row);
  return { body: { ...transactionRow(row), ...successEnvelope("transaction") } };
}

/** Kuruş as digits; absent, empty or 0 takes all of it. */
function readAmount({ fields }: ServiceCall, preauth: Transaction): bigint {
  const asked = fields.has("amount") && fields.text("amount") !== "" ? decodeKurusText(fields.text("amount")) : 0n;
  if (asked === null) throw refuse("bad_request", "amount geçersiz");
  if (asked > preauth.amount) throw refuse("bad_request", "amount ön otorizasyon tutarından büyük");
  return asked === 0n ? preauth.amount : asked;
}

function captureRow({ world }: ServiceCall, preauth: Transaction, amount: bigint): Transaction {
  const at = world.clock.now();
  const whole = amount === preauth.amount;
  const charge = whole ? {} : chargeAt(preauth, amount, false);
  return {
    ...preauth,
    ...charge,
    id: newXactId(),
    xact: nextXact(world.truth),
    transactionType: CAPTURE,
    refunded: 0n,
    at,
    visibleAt: at,
    reversedXactId: null,
    uuid: randomUUID(),
  };
}
