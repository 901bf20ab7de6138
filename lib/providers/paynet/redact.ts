/** Card data, people, and whatever pays or leads back in; matched on the wire's names. */
const HIDDEN = new Set(
  [
    "pan cvc cvv month year expire_month expire_year card_number card_holder card_holder_phone card_holder_mail card_hash",
    "token_id post_url html_content return_url user_gsm_no user_gsm",
    "session_key encryption_key deeplink_url callback_url",
  ].flatMap((line) => line.split(" ")),
);

function hide(value: unknown, secrets: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((item) => hide(item, secrets));
  if (typeof value === "string") return secrets.reduce((text, secret) => text.replaceAll(secret, "•••"), value);
  if (typeof value === "number" && secrets.includes(String(value))) return "•••";
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      HIDDEN.has(name) && inner !== null && inner !== "" ? "•••" : hide(inner, secrets),
    ]),
  );
}

const keyIn = (value: unknown) =>
  typeof value === "object" && value !== null && "session_key" in value ? value.session_key : undefined;

/**
 * A copy of Paynet traffic that may be recorded. `sent` is the request, with the session key of a softPOS call: a card
 * number or key is hidden wherever the traffic repeats it, so that no check has to know it as one.
 */
export function redact(value: unknown, sent: Record<string, unknown>): unknown {
  const isSecret = (text: unknown): text is string => typeof text === "string" && text.length >= 12;
  return hide(value, [sent.pan, sent.session_key, keyIn(value)].filter(isSecret));
}
