import type { Token } from "../tokens";
import { type Body, closing, type Edit, type Operator, replace, written } from "./edit";

/** Where a condition's part ends, to the left or to the right. */
const EDGES = new Set(
  `and or where if elsif when on then loop ; , := return not order group limit for else end returning select
   filter having case union perform while using set from into as`.split(/\s+/),
);

function isEdge(token: Token | undefined, depth: number): boolean {
  return !token || token.depth < depth || (token.depth === depth && EDGES.has(token.text));
}

/** The part of an and-chain beside `at`; a bracket that opens it belongs to it. */
function partBeside(at: number, tokens: readonly Token[], step: 1 | -1): [number, number] | undefined {
  const depth = tokens[at]?.depth ?? 0;
  let end = at + step;
  // `not` and `exists` at the beginning of the right part are part of it; inside they are an edge of nothing.
  if (step === 1 && tokens[end]?.text === "not") end += 1;
  for (; !isEdge(tokens[end], depth) || isInner(tokens, end, depth); end += step);
  if (step === -1 && tokens[end]?.text === "not") end -= 1;
  const [from, to] = step === 1 ? [at + 1, end - 1] : [end + 1, at - 1];
  return from <= to ? [from, to] : undefined;
}

const INNER = new Set(["not", "from", "any"]);

/** `is not null`, `is distinct from`, `not in`: words of one comparison. */
function isInner(tokens: readonly Token[], at: number, depth: number): boolean {
  const token = tokens[at];
  if (token?.depth !== depth || !INNER.has(token.text)) return false;
  const before = tokens[at - 1]?.text ?? "";
  return before === "is" || before === "distinct" || tokens[at + 1]?.text === "in" || tokens[at + 1]?.text === "like";
}

function isOfBetween(at: number, tokens: readonly Token[]): boolean {
  const depth = tokens[at]?.depth;
  for (let back = at - 1; back >= Math.max(0, at - 12); back -= 1) {
    const token = tokens[back];
    if (token?.depth === depth && token?.text === "between") return true;
    if (token?.depth === depth && (token?.text === "and" || token?.text === ";")) return false;
  }
  return false;
}

function without(at: number, body: Body, step: 1 | -1): Edit[] {
  const part = partBeside(at, body.tokens, step);
  if (!part || /merchant/.test(written(body, ...part))) return [];
  const [first, last] = [body.tokens[part[0]], body.tokens[part[1]]];
  return first && last ? [replace("conjunct", first, last, "true")] : [];
}

/** `and` for `or` and back; each part of an and-chain is left out once. */
export const connectives: Operator = (at, tokens, body) => {
  const token = tokens[at];
  if (token?.kind !== "word") return [];
  if (token.text === "or") return [replace("connective", token, token, "and")];
  if (token.text !== "and" || isOfBetween(at, tokens)) return [];
  const parts = [partBeside(at, tokens, -1), partBeside(at, tokens, 1)];
  const namesMerchant = parts.some((part) => part && /merchant/.test(written(body, ...part)));
  const left = parts[0];
  const isFirst = left && tokens[left[0] - 1]?.text !== "and";
  return [
    ...(namesMerchant ? [] : [replace("connective", token, token, "or")]),
    ...(isFirst ? without(at, body, -1) : []),
    ...without(at, body, 1),
  ];
};

/** Whether the branch behind `then` only writes what people read. */
function onlyTells(tokens: readonly Token[], then: number): boolean {
  let at = then + 1;
  while (tokens[at]?.text === "perform" && /^append_(audit|outbox)$/.test(tokens[at + 1]?.text ?? "")) {
    at = closing(tokens, at + 2) + 2;
  }
  return at > then + 1 && tokens[at]?.text === "end";
}

/** `case x when ...` compares and has no condition. */
function isSearched(at: number, tokens: readonly Token[]): boolean {
  let inner = 0;
  for (let back = at - 1; back >= 0; back -= 1) {
    const text = tokens[back]?.text;
    if (text === "end" && tokens[back + 1]?.text !== "if" && tokens[back + 1]?.text !== "loop") inner += 1;
    if (text !== "case") continue;
    if (inner === 0) return tokens[back + 1]?.text === "when";
    inner -= 1;
  }
  return false;
}

/** A branch is never taken: a refusal that is not made, a rule that does not apply. */
export const branches: Operator = (at, tokens) => {
  const token = tokens[at];
  if (token?.kind !== "word" || !["if", "elsif", "when"].includes(token.text)) return [];
  if (token.text === "if" && tokens[at - 1]?.text === "end") return [];
  if (token.text === "when" && !isSearched(at, tokens)) return [];
  let then = at + 1;
  while (then < tokens.length && !(tokens[then]?.text === "then" && tokens[then]?.depth === token.depth)) then += 1;
  const [first, last] = [tokens[at + 1], tokens[then - 1]];
  if (!first || !last || onlyTells(tokens, then)) return [];
  return [replace("branch", first, last, "false")];
};

/** `not` goes away or comes. */
export const negations: Operator = (at, tokens) => {
  const token = tokens[at];
  const [before, next] = [tokens[at - 1]?.text, tokens[at + 1]];
  if (!token || !next) return [];
  if (token.text === "not") return [{ operator: "negation", start: token.start, end: next.start, after: "" }];
  if (token.text === "is" && (next.text === "null" || next.text === "distinct")) {
    return [replace("negation", token, token, "is not")];
  }
  if (token.text === "return" && /^(true|false)$/.test(next.text)) {
    return [replace("negation", next, next, next.text === "true" ? "false" : "true")];
  }
  if (token.text === "in" && next.text === "(" && before !== "not")
    return [replace("negation", token, token, "not in")];
  return [];
};
