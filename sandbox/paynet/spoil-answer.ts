import { jsonReply, type Outcome } from "../http/exchange";
import type { Fault } from "../traffic/fault-book";

const AMOUNT_FIELDS = /^(amount|netAmount|total_amount)$/;

/** The answer of a call that took effect, after a fault has had its way with it. */
export function spoilAnswer(body: Record<string, unknown>, fault: Fault): Outcome {
  const honest = jsonReply(200, body);
  switch (fault.effect) {
    case "drop_after":
      return "hang_up";
    case "malformed":
      return { ...honest, body: honest.body.slice(0, Math.floor(honest.body.length / 2)) };
    case "empty":
      return { ...honest, body: "" };
    case "wrong_amount":
      return jsonReply(
        200,
        mapFields(body, (name, value) => (AMOUNT_FIELDS.test(name) ? addOneLira(value) : value)),
      );
    case "wrong_currency":
      return jsonReply(
        200,
        mapFields(body, (name, value) => (name === "currency" ? "USD" : value)),
      );
    default:
      return honest;
  }
}

/** Text arithmetic on the whole part keeps the decimals untouched. */
function addOneLira(value: unknown): unknown {
  const [whole = "0", decimals] = String(value).split(".");
  const raised = (BigInt(whole) + 1n).toString();
  return Number(decimals === undefined ? raised : `${raised}.${decimals}`);
}

function mapFields(body: unknown, change: (name: string, value: unknown) => unknown): unknown {
  if (Array.isArray(body)) return body.map((item) => mapFields(item, change));
  if (typeof body !== "object" || body === null) return body;
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [
      name,
      typeof value === "object" && value !== null ? mapFields(value, change) : change(name, value),
    ]),
  );
}
