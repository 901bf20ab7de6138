import { jsonReply, type Reply } from "../../http/exchange";

interface RefusalKind {
  http: number;
  type: string;
  resultCode: number;
}

/**
 * What each situation answers. The lists of statuses, types and codes are documented, their pairing is
 * ASSUMPTION PAYNET-G1 (docs/providers/paynet.md 1.4). ASSUMPTION PAYNET-P2: an empty list is no data.
 */
const KINDS = {
  unauthorized: { http: 401, type: "authorization_error", resultCode: 7 },
  not_permitted: { http: 403, type: "authorization_error", resultCode: 7 },
  company_blocked: { http: 403, type: "authorization_error", resultCode: 2 },
  agent_blocked: { http: 403, type: "authorization_error", resultCode: 3 },
  agent_not_found: { http: 400, type: "invalid_request_error", resultCode: 4 },
  no_process: { http: 400, type: "invalid_request_error", resultCode: 6 },
  bad_session_key: { http: 400, type: "invalid_request_error", resultCode: 7 },
  bad_request: { http: 400, type: "invalid_request_error", resultCode: 11 },
  no_session: { http: 400, type: "invalid_request_error", resultCode: 13 },
  wrong_bin: { http: 400, type: "invalid_request_error", resultCode: 14 },
  unmatched_session: { http: 400, type: "invalid_request_error", resultCode: 15 },
  three_ds_failed: { http: 400, type: "invalid_request_error", resultCode: 16 },
  used_session: { http: 400, type: "invalid_request_error", resultCode: 17 },
  wrong_card: { http: 400, type: "invalid_request_error", resultCode: 18 },
  wrong_transaction_type: { http: 400, type: "invalid_request_error", resultCode: 19 },
  wrong_ratio: { http: 400, type: "invalid_request_error", resultCode: 21 },
  wrong_expiry: { http: 400, type: "invalid_request_error", resultCode: 22 },
  card_not_found: { http: 400, type: "invalid_request_error", resultCode: 25 },
  no_data: { http: 404, type: "no_data_error", resultCode: 12 },
  method_not_allowed: { http: 405, type: "invalid_request_error", resultCode: 9 },
  unknown_route: { http: 404, type: "404 Not Found", resultCode: 9 },
  server_error: { http: 500, type: "api_error", resultCode: 8 },
} as const satisfies Record<string, RefusalKind>;

export type RefusalName = keyof typeof KINDS;

/** A call the provider refuses; its envelope repeats the HTTP status in `code`. */
export class PaynetRefusal extends Error {
  constructor(
    readonly kind: RefusalKind,
    message: string,
  ) {
    super(message);
  }

  toReply(): Reply {
    const { http, type, resultCode } = this.kind;
    return jsonReply(http, { type, message: this.message, code: http, result_code: resultCode });
  }

  /** PayPOS puts its result code into `code` of a 400 (docs/providers/paynet.md 2); other statuses are as everywhere. */
  toPosReply(objectName: string): Reply {
    const { http, resultCode } = this.kind;
    if (http !== 400) return this.toReply();
    return jsonReply(http, { object_name: objectName, code: resultCode, message: this.message });
  }
}

export function refuse(name: RefusalName, message: string): PaynetRefusal {
  return new PaynetRefusal(KINDS[name], message);
}
