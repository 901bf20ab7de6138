import { type Operator, replace } from "./edit";

const COMPARISONS: Record<string, string> = { "<": "<=", "<=": "<", ">": ">=", ">=": ">", "=": "<>", "<>": "=" };
/** What may stand before a minus that belongs to one number. */
const BEFORE_UNARY = new Set(["(", ",", "then", "else", "return", "select", ":=", "=", "<", ">", "<=", ">="]);

/** Row-level security keeps every command within its merchant: a comparison of merchants is never the only guard. */
function isOfMerchant(at: number, tokens: Parameters<Operator>[1]): boolean {
  const beside = tokens.slice(at + 1, at + 4).map(({ text }) => text);
  return tokens[at - 1]?.text === "merchant_id" || beside[0] === "merchant_id" || beside[2] === "merchant_id";
}

/** Which of two moments comes first. That they are the same microsecond is nothing a test could bring about. */
const MOMENTS: Record<string, string> = { "<": ">", "<=": ">=", ">": "<", ">=": "<=" };

function isOfMoments(at: number, tokens: Parameters<Operator>[1]): boolean {
  const isColumn = tokens[at - 1]?.text.endsWith("_at") ?? false;
  return isColumn || tokens[at - 3]?.text === "vezne_now" || tokens[at + 1]?.text === "vezne_now";
}

/** `<` for `<=`, `=` for `<>` and back; before for after. An assignment in `set` becomes no SQL and is left out with what does not compile. */
export const comparisons: Operator = (at, tokens) => {
  const token = tokens[at];
  const after = token?.kind === "sign" ? COMPARISONS[token.text] : undefined;
  if (!token || after === undefined || isOfMerchant(at, tokens)) return [];
  // `= any (...)` turned round is `<> all (...)`.
  const any = tokens[at + 1];
  if (any?.text === "any") return [replace("comparison", token, any, token.text === "=" ? "<> all" : "= any")];
  const turned = isOfMoments(at, tokens) ? MOMENTS[token.text] : undefined;
  return [replace("comparison", token, token, turned ?? after)];
};

/** A limit is off by one. */
export const limits: Operator = (at, tokens) => {
  const token = tokens[at];
  const before = tokens[at - 1]?.text ?? "";
  if (token?.kind !== "number" || !(before in COMPARISONS) || tokens[at + 1]?.text === ".") return [];
  return [replace("limit", token, token, `${Number(token.text) + 1}`)];
};

/** `+` for `-`; a minus of one number goes away. `jsonb - 'key'` is no subtraction. */
export const sums: Operator = (at, tokens) => {
  const token = tokens[at];
  if (token?.kind !== "sign" || (token.text !== "+" && token.text !== "-")) return [];
  if (BEFORE_UNARY.has(tokens[at - 1]?.text ?? "")) return [replace("sign", token, token, "")];
  if (tokens[at + 1]?.kind === "text") return [];
  return [replace("sum", token, token, token.text === "+" ? "-" : "+")];
};

const EXTREMES: Record<string, string> = { least: "greatest", greatest: "least" };

export const extremes: Operator = (at, tokens) => {
  const token = tokens[at];
  const after = EXTREMES[token?.text ?? ""];
  return token && after ? [replace("extreme", token, token, after)] : [];
};
