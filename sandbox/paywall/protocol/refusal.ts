import { jsonReply, type Reply } from "../../http/exchange";

/** Codes of the payment table the sandbox answers (docs/providers/paywall.md 1.4). */
const CODES = {
  unsuccessful: 1,
  malformed: 2,
  header_missing: 4,
  duplicate: 4,
  concluded: 7,
  currency: 8,
  installment: 9,
  merchant_code: 10,
  success_url: 11,
  fail_url: 12,
  card_owner: 13,
  card_number: 14,
  card_month: 15,
  card_year: 16,
  detail_missing: 17,
  card_missing: 18,
  card_expired: 19,
  stored_card_renamed: 21,
  stored_card_unknown: 22,
  stored_card_expired: 23,
  products_empty: 25,
  products_sum: 26,
  member_missing: 27,
  member_unknown: 28,
  marketplace_request: 29,
  marketplace_no_product: 30,
  marketplace_no_payment: 31,
  marketplace_not_found: 32,
  earning_not_found: 34,
  earning_sent: 35,
  discount_owner: 36,
  discount_type: 37,
  discount_value: 38,
  discount_amount: 39,
  cargo_type: 40,
  cargo_currency: 41,
  cargo_amount: 42,
  amount: 45,
  client_ip: 46,
  watch_status: 48,
  watch_action: 50,
  watch_minutes: 51,
  watch_address: 52,
  // ASSUMPTION PAYWALL-Q1: -1 is as plausible.
  not_found: 56,
  // ASSUMPTION PAYWALL-G1: no page says what missing or wrong keys answer.
  wrong_keys: 64,
  amount_above: 65,
  region: 67,
  too_many_watches: 68,
  day_empty: 69,
  day_not_ready: 70,
  day_done: 72,
  earning_above: 57,
  approval_product: 58,
  token_invalid: 74,
  temp_card_unknown: 75,
  provider_key: 81,
  pos_id: 82,
  route_group: 85,
  route_type: 86,
  page_exists: 148,
  not_in_this_state: 92,
  // Members answer from the general numbering; which field has which code is PAYWALL-M2.
  member_not_found: 198,
  member_type: 200,
  member_field: 201,
  member_field_invalid: 212,
  bank_field: 217,
  bank_iban: 218,
  member_exists: 227,
  bank_not_found: 229,
  value_type: 233,
  value_day: 234,
  value_commission: 235,
  earning_exists: 353,
} as const;
export type RefusalName = keyof typeof CODES;

/** A call the provider refuses: HTTP 200, `Result` false. */
export class PaywallRefusal extends Error {
  constructor(
    readonly code: number,
    message: string,
    readonly body: unknown = null,
    readonly http = 200,
  ) {
    super(message);
  }

  toReply(): Reply {
    return jsonReply(this.http, envelope(this.code, this.message, this.body));
  }
}

export function refuse(name: RefusalName, message: string): PaywallRefusal {
  return new PaywallRefusal(CODES[name], message);
}

/** Around every answer of the payment, private and card services (docs/providers/paywall.md 1.3). */
export function envelope(code: number, message: string, body: unknown): Record<string, unknown> {
  return { ErrorCodeType: 1, ErrorMessage: null, ErrorCode: code, Result: code === 0, Message: message, Body: body };
}
