import type { Fault } from "../traffic/fault-book";

export interface OutgoingBody {
  body: string;
  contentType: string;
  /** Secret to sign with; null sends no signature. */
  keyToUse: string | null;
}

const JSON_TYPE = "application/json; charset=utf-8";

/** What actually goes over the wire once a fault has had its way with a webhook. */
export function spoilDelivery(body: string, secret: string | null, fault: Fault | null): OutgoingBody {
  const honest = { body, contentType: JSON_TYPE, keyToUse: secret };
  switch (fault?.effect) {
    case "malformed":
      return { ...honest, body: body.slice(0, Math.floor(body.length / 2)) };
    case "empty":
      return { ...honest, body: "" };
    case "html":
      return { ...honest, body: "<!doctype html><title>502</title>", contentType: "text/html" };
    case "wrong_hash":
      return { ...honest, body: replaceHash(body), keyToUse: "whsec_wrong_on_purpose" };
    case "wrong_amount":
      return { ...honest, body: body.replace(/"(Amount|amount)":[\d.]+/, '"$1":1') };
    case "wrong_currency":
      return { ...honest, body: replaceField(body, "currency", "USD") };
    default:
      return honest;
  }
}

/** Paywall's hash stands inside the body; Paynet's bodies have none. */
function replaceHash(body: string): string {
  return body.replace(/"Hash":"[0-9a-f]{64}"/, `"Hash":"${"0".repeat(64)}"`);
}

function replaceField(body: string, name: string, value: unknown): string {
  const parsed = JSON.parse(body) as Record<string, unknown>;
  return JSON.stringify({ ...parsed, [name]: value });
}
