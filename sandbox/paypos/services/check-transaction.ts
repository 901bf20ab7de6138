import { refuse } from "../../paynet/protocol/refusal";
import { successEnvelope } from "../../paynet/protocol/result-codes";
import type { ServiceAnswer, ServiceCall } from "../../paynet/service";
import { visibleTransactions } from "../../paynet/transaction/find-transactions";
import { posRow } from "../pos-row";

const NAME = "check_transaction";
const NOTHING_YET = { object_name: NAME, code: 12, message: "Kayıt bulunamadı" };

/**
 * `POST /v1/softpos/check_transaction` (docs/providers/paynet.md 2.4): every row of the session, declined taps included.
 * ASSUMPTION PAYNET-M12: before the first tap it is 200, no rows and code 12; a session nobody made is 404 and 12. Any
 * living key of the company may ask.
 */
export function checkPosTransaction(call: ServiceCall): ServiceAnswer {
  const { world, account, fields } = call;
  fields.expectOnly(["payment_session_id"]);
  const session = world.truth.get("posSession", fields.requiredText("payment_session_id"));
  if (session === undefined || session.account !== account.name) throw refuse("no_data", "Kayıt bulunamadı");
  const rows = session.xactIds.flatMap((id) => world.truth.get("transaction", id) ?? []);
  const Data = visibleTransactions(call, rows).map(posRow);
  return { body: { Data, ...(Data.length === 0 ? NOTHING_YET : successEnvelope(NAME)) } };
}
