import type { World } from "../../world";
import { encodeLira } from "../protocol/amounts";
import { refuse } from "../protocol/refusal";
import type { PaynetSession } from "../records";
import type { ServiceAnswer, ServiceCall } from "../service";
import { answerCharge, keptCard } from "../three-d/charge-api-session";
import type { Charged } from "../three-d/charge-session";
import { sessionToCharge } from "../three-d/find-session";
import { readType } from "../three-d/read-initial";
import { transactionRow } from "../transaction/transaction-row";

const FIELDS = ["session_id", "token_id", "amount", "transaction_type", "add_comission_amount", "ratio_code"];

/** `POST /v1/transaction/charge` (docs/providers/paynet.md 8): what the page asked for has to be what the shop asks for. */
export function chargeBrowserSession(call: ServiceCall): ServiceAnswer {
  const { fields, world } = call;
  fields.expectOnly([...FIELDS, "reference_no"]);
  const session = sessionToCharge(call, "browser");
  const amount = fields.kurus("amount");
  if (fields.integer("transaction_type") === null) throw refuse("bad_request", "transaction_type zorunludur");
  if (amount !== session.amount || fields.text("ratio_code") !== session.ratioCode)
    throw refuse("unmatched_session", "Tutar veya oran kodu oturumdakinden farklı");
  const named: PaynetSession = {
    ...session,
    referenceNo: fields.limitedText("reference_no", 50),
    transactionType: readType(fields),
  };
  return answerCharge(world, session.xactId === null ? named : session, bodyV1);
}

function bodyV1(world: World, { session, transaction }: Charged): Record<string, unknown> {
  const { agent_reference, ...row } = transactionRow(transaction);
  return {
    ...row,
    agent_reference_no: agent_reference,
    end_user_comission: session.addCommission ? encodeLira(transaction.commission) : 0,
    ...keptCard(world, session),
  };
}
