/** Card data, people, and whatever pays or leads back in; matched on the wire's names. */
const HIDDEN =
  /^(pan|cvc|cvv|month|year|expire_month|expire_year|card_number|card_holder|card_holder_phone|card_holder_mail|card_hash|token_id|post_url|html_content|return_url|user_gsm_no|user_gsm)$/;

function hide(value: unknown, number: string | undefined): unknown {
  if (Array.isArray(value)) return value.map((item) => hide(item, number));
  if (typeof value === "string") return number ? value.replaceAll(number, "•••") : value;
  if (typeof value === "number" && number && String(value) === number) return "•••";
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      HIDDEN.test(name) && inner !== null && inner !== "" ? "•••" : hide(inner, number),
    ]),
  );
}

/**
 * A copy of Paynet traffic that may be recorded. `sent` is the request: a card number in it is hidden wherever the
 * answer repeats it, so that one which no check would know as a card number is not kept either.
 */
export function redact(value: unknown, sent: Record<string, unknown>): unknown {
  const number = typeof sent.pan === "string" && sent.pan.length >= 12 ? sent.pan : undefined;
  return hide(value, number);
}
