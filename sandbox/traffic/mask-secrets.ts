const CARD_NUMBER = /\b(\d{6})\d{3,9}(\d{4})\b/g;
/** The smallest number of thirteen digits. */
const SHORTEST_CARD = 10 ** 12;
const SECRET_NAMES =
  /^(cvc|cvv|cardcvv|pan|cardnumber|card_number|cardtoken|tempcardtoken|token_id|password|otp|secret.*|card_hash|session_key|encryption_key)$/i;

/** `Basic sck_sandbox_demo` -> `Basic sck_****demo`: enough to tell keys apart, not enough to use one. */
export function maskAuthorization(header: string | undefined): string {
  return (header ?? "").replace(/\S{9,}$/, (key) => `${key.slice(0, 4)}****${key.slice(-4)}`);
}

/** A parsed body without card numbers, card codes and the capability at the end of callback addresses. */
export function maskBody(contentType: string | undefined, body: string): unknown {
  try {
    const form = (contentType ?? "").startsWith("application/x-www-form-urlencoded");
    return maskValue("", form ? Object.fromEntries(new URLSearchParams(body)) : JSON.parse(body === "" ? "{}" : body));
  } catch {
    return maskCards(body.slice(0, 2_000));
  }
}

function maskValue(name: string, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => maskValue(name, item));
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, maskValue(key, inner)]));
  }
  if (SECRET_NAMES.test(name)) return "****";
  if (typeof value === "number" && Math.abs(value) >= SHORTEST_CARD) return maskCards(String(value));
  if (typeof value !== "string") return value;
  return /(url|(webhook|callback)address)$/i.test(name) ? maskAddress(value) : maskCards(value);
}

/** The last path segment and the query of a callback address carry its capability. */
function maskAddress(address: string): string {
  return address.replace(/\?.*$/, "?****").replace(/\/[^/?]{16,}(?=$|\?)/, "/****");
}

function maskCards(text: string): string {
  return text.replace(CARD_NUMBER, "$1****$2");
}
