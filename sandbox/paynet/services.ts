import { checkPosTransaction } from "../paypos/services/check-transaction";
import { closePosKey } from "../paypos/services/close-key";
import { openPosKey } from "../paypos/services/open-key";
import { startPosReversal } from "../paypos/services/start-reversal";
import { startPosSale } from "../paypos/services/start-sale";
import { capturePreauth } from "./authorisation/capture-preauth";
import { reverseCapture, reversePreauth } from "./authorisation/reverse-authorisation";
import { chargeBrowserSession } from "./browser/charge-browser-session";
import { checkBin } from "./browser/check-bin";
import { createToken } from "./browser/create-token";
import { openSession, updateSession } from "./browser/open-session";
import { deleteCard, listCards, renameCard, saveCard } from "./card/card-services";
import { decideHold } from "./hold/decide-hold";
import { createMailorder } from "./mailorder/create-mailorder";
import { listMailorders } from "./mailorder/list-mailorders";
import { readMailorder } from "./mailorder/read-mailorder";
import { updateMailorderStatus } from "./mailorder/update-mailorder-status";
import { payDirectly } from "./payment/pay-directly";
import { getRatios } from "./ratio/get-ratios";
import { listReversals } from "./reversal/list-reversals";
import { requestReversal } from "./reversal/request-reversal";
import type { Service } from "./service";
import { chargeApiSession } from "./three-d/charge-api-session";
import { startSession } from "./three-d/start-session";
import { checkTransaction } from "./transaction/check-transaction";
import { listTransactions } from "./transaction/list-transactions";
import { readTransaction } from "./transaction/read-transaction";

/** Every service of Paynet the sandbox speaks; a new one is a row here and a file. */
export const PAYNET_SERVICES: readonly Service[] = [
  { version: "v1", operation: "mailorder/create", run: createMailorder },
  { version: "v1", operation: "mailorder/detail", run: readMailorder },
  { version: "v1", operation: "mailorder/list", run: listMailorders },
  { version: "v1", operation: "mailorder/status_update", run: updateMailorderStatus },
  { version: "v1", operation: "transaction/check", run: checkTransaction },
  { version: "v1", operation: "transaction/detail", run: readTransaction },
  { version: "v1", operation: "transaction/list", run: listTransactions },
  { version: "v1", operation: "transaction/capture", run: capturePreauth },
  { version: "v1", operation: "transaction/preauth_reversal", run: reversePreauth },
  { version: "v1", operation: "transaction/capture_reversal", run: reverseCapture },
  { version: "v1", operation: "transaction/reversed_request", run: requestReversal },
  { version: "v1", operation: "transaction/escrow_status_update", run: decideHold },
  { version: "v1", operation: "transaction/reversal_list", run: listReversals },
  { version: "v2", operation: "transaction/tds_initial", run: startSession },
  { version: "v2", operation: "transaction/tds_charge", run: chargeApiSession },
  { version: "v2", operation: "transaction/payment", run: payDirectly },
  { version: "v1", operation: "transaction/charge", run: chargeBrowserSession },
  { version: "v1", operation: "paynetj/auth", from: "browser", run: openSession },
  { version: "v1", operation: "paynetj/auth_update", from: "browser", run: updateSession },
  { version: "v1", operation: "paynetj/check_bin", from: "browser", run: checkBin },
  { version: "v1", operation: "paynetj/create_token", from: "browser", run: createToken },
  { version: "v1", operation: "ratio/Get", run: getRatios },
  { version: "v1", operation: "ratio/Get_public", from: "browser", run: getRatios },
  { version: "v1", operation: "card/save", run: saveCard },
  { version: "v1", operation: "card/list", run: listCards },
  { version: "v1", operation: "card/delete", run: deleteCard },
  { version: "v1", operation: "card/desc_update", run: renameCard },
  { version: "v1", operation: "agent/get_auth_key", from: "phone_server", run: openPosKey },
  { version: "v1", operation: "agent/logout", from: "phone_server", run: closePosKey },
  { version: "v1", operation: "softpos/init_sale_transaction", from: "phone", run: startPosSale },
  { version: "v1", operation: "softpos/check_transaction", from: "phone", run: checkPosTransaction },
  { version: "v1", operation: "softpos/init_reversal_transaction", from: "phone", run: startPosReversal },
];
