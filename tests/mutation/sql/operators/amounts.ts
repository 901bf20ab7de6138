import type { Token } from "../tokens";
import { argumentsOf, type Edit, type Operator, replace, written } from "./edit";

/** Amounts that a hurried hand takes for each other. */
const SIBLINGS: Record<string, string> = {
  net: "amount_charged",
  amount_charged: "net",
  commission: "commission_tax",
  commission_tax: "commission",
  amount_held: "amount_pending",
  amount_pending: "amount_held",
  amount_released: "amount_refunded",
  amount_refunded: "amount_released",
  amount_authorised: "amount_charged",
  amount_beneficiary: "amount",
};

/** One amount for another: `p->>'net'` for `p->>'amount_charged'`, `e.amount_held` for `e.amount_pending`. */
export const siblings: Operator = (at, tokens) => {
  const token = tokens[at];
  const before = tokens[at - 1]?.text;
  if (token?.kind === "text" && before === "->>") {
    const other = SIBLINGS[token.text.slice(1, -1)];
    return other ? [replace("amount", token, token, `'${other}'`)] : [];
  }
  const other = SIBLINGS[token?.text ?? ""];
  return token?.kind === "word" && before === "." && other ? [replace("amount", token, token, other)] : [];
};

/** What is taken where a value is missing is taken always. */
export const fallbacks: Operator = (at, tokens, body) => {
  const token = tokens[at];
  if (token?.text !== "coalesce" || tokens[at + 1]?.text !== "(") return [];
  const parts = argumentsOf(tokens, at + 1);
  const [, second] = parts;
  const end = tokens[(parts.at(-1)?.[1] ?? at) + 1];
  if (parts.length !== 2 || !second || !end || tokens[second[0]]?.text === "'{}'") return [];
  return [replace("fallback", token, end, written(body, ...second))];
};

const WRITES = new Set(["update", "insert", "delete"]);
const BEFORE_STATEMENT = new Set([";", "then", "else", "begin", "loop"]);
const QUIET = /^(append_audit|append_outbox|set_config|1)$/;

function endOf(tokens: readonly Token[], from: number): number {
  return tokens.findIndex(({ text }, at) => at > from && text === ";");
}

/** A step of a command is not done: a row not written, a job not asked for, a sum not moved. */
export const steps: Operator = (at, tokens) => {
  const token = tokens[at];
  if (token?.kind !== "word" || !BEFORE_STATEMENT.has(tokens[at - 1]?.text ?? "")) return [];
  const end = endOf(tokens, at);
  const last = tokens[end];
  if (!last) return [];
  const answers = tokens.slice(at, end).some(({ text }) => text === "returning");
  const does = token.text === "perform" ? !QUIET.test(tokens[at + 1]?.text ?? "") : WRITES.has(token.text) && !answers;
  return does ? [replace("step", token, last, "null;")] : [];
};

/** The account of each leg `(1, account, amount)` of a journal, by its place. */
function legsOf(tokens: readonly Token[], from: number, to: number): [number, number][] {
  const legs: [number, number][] = [];
  for (let at = from; at < to; at += 1) {
    if (tokens[at]?.text !== "(") continue;
    const parts = argumentsOf(tokens, at);
    const number = parts.findIndex(([first, last]) => first === last && tokens[first]?.kind === "number");
    const isLeg = number === 0 || number === 2;
    const account = parts[number === 2 ? 4 : 1];
    if (isLeg && account && parts.length >= 3) legs.push(account);
  }
  return legs;
}

/** The accounts of two legs of a journal change places. */
export const legs: Operator = (at, tokens, body) => {
  if (tokens[at]?.text !== "insert" || tokens[at + 2]?.text !== "entries") return [];
  const found = legsOf(tokens, at, endOf(tokens, at));
  return found.slice(1).flatMap((second, place): Edit[] => {
    const first = found[place];
    const [from, to] = [tokens[first?.[0] ?? -1], tokens[second[1]]];
    if (!first || !from || !to) return [];
    const between = body.source.slice(tokens[first[1]]?.end, tokens[second[0]]?.start);
    return [replace("leg", from, to, `${written(body, ...second)}${between}${written(body, ...first)}`)];
  });
};
