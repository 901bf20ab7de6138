import { randomUUID } from "node:crypto";
import type { Transaction } from "../../state/records";
import { newXactId, nextXact } from "../payment/xact-ids";
import { refuse } from "../protocol/refusal";
import { successEnvelope } from "../protocol/result-codes";
import type { ServiceAnswer, ServiceCall } from "../service";
import { transactionRow } from "../transaction/transaction-row";
import { CAPTURE, captureOf, PRE_AUTHORISATION, standingRow } from "./capture-of";

const PREAUTH_REVERSAL = 5;
const CAPTURE_REVERSAL = 6;

function takeBack({ world }: ServiceCall, row: Transaction, transactionType: number): Transaction {
  const at = world.clock.now();
  const xact = nextXact(world.truth);
  const reversal: Transaction = {
    ...row,
    id: newXactId(),
    xact,
    transactionType,
    refunded: 0n,
    at,
    visibleAt: at,
    reversedXactId: null,
    orderId: `PR${xact}`,
    uuid: randomUUID(),
  };
  world.truth.put("transaction", reversal);
  world.truth.put("transaction", { ...row, reversedXactId: reversal.id });
  return reversal;
}

/**
 * `POST /v1/transaction/preauth_reversal` (docs/providers/paynet.md 6.5): lets the authorised amount go.
 * ASSUMPTION PAYNET-A4: `detail` of the pre-authorisation says `reversed: true` afterwards.
 */
export function reversePreauth(call: ServiceCall): ServiceAnswer {
  call.fields.expectOnly(["xact_id"]);
  call.fields.requiredText("xact_id");
  const preauth = standingRow(call, PRE_AUTHORISATION);
  if (captureOf(call, preauth) !== undefined) throw refuse("no_process", "Ön otorizasyon kapatılmış, iptal edilemez");
  takeBack(call, preauth, PREAUTH_REVERSAL);
  return { body: successEnvelope("transaction_preauth_reversal") };
}

/**
 * `POST /v1/transaction/capture_reversal` (docs/providers/paynet.md 6.6): takes a capture back.
 * ASSUMPTION PAYNET-A2: the authorisation is open again afterwards and has to be let go by itself.
 */
export function reverseCapture(call: ServiceCall): ServiceAnswer {
  call.fields.expectOnly(["xact_id"]);
  call.fields.requiredText("xact_id");
  const row = takeBack(call, standingRow(call, CAPTURE), CAPTURE_REVERSAL);
  return { body: { ...transactionRow(row), ...successEnvelope("transaction") } };
}
