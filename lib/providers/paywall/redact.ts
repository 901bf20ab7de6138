/** Card data, people, and addresses that carry a capability; matched on any casing of the wire's names. */
const HIDDEN =
  /^(card|cvv|cardcvv|number|cardnumber|ownername|cardownername|holdername|fullname|phone|email|address|identitynumber|taxnumber|token|cardtoken|tempcardtoken|clientip|ip|link|redirecturl|merchantsuccessbackurl|merchantfailbackurl|successbackurl|failbackurl|callbackaddress|webhookaddress|paywatchcallbackaddress|nickname|relationalid[123]|iban|receiver(title|iban|identity)|member(title|taxnumber|identitynumber|email|phone|address)|contact(name|lastname))$/i;

/** At the card service the same name that elsewhere names a payment names a card that can pay. */
const isHidden = (name: string, service: string | undefined) =>
  HIDDEN.test(name) || (service === "card" && /^uniquecode$/i.test(name));

/**
 * A copy of Paywall traffic that may be recorded: a start carries the card through memory once, and neither it nor a
 * payer's name, contact or capability is ever handed to the recorder.
 */
export function redact(value: unknown, service?: string): unknown {
  if (Array.isArray(value)) return value.map((item) => redact(item, service));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      isHidden(name, service) && inner !== null && inner !== "" ? "•••" : redact(inner, service),
    ]),
  );
}
