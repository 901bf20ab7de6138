import type { Token } from "../tokens";

/** One change of a function's text: what stands from `start` to `end` becomes `after`. */
export type Edit = { operator: string; start: number; end: number; after: string };

/** Proposes changes at one token of a body; `states` are the states of each machine. */
export type Operator = (at: number, tokens: readonly Token[], body: Body) => Edit[];

export type Body = {
  source: string;
  tokens: readonly Token[];
  states: ReadonlyMap<string, readonly string[]>;
  home: string;
};

export const replace = (operator: string, from: Token, to: Token, after: string): Edit => ({
  operator,
  start: from.start,
  end: to.end,
  after,
});

/** The index of the bracket that closes the one at `open`. */
export function closing(tokens: readonly Token[], open: number): number {
  const depth = tokens[open]?.depth;
  for (let at = open + 1; at < tokens.length; at += 1) if (tokens[at]?.depth === depth) return at;
  return tokens.length - 1;
}

/** First and last token of each argument of the call whose bracket opens at `open`. */
export function argumentsOf(tokens: readonly Token[], open: number): [number, number][] {
  const end = closing(tokens, open);
  const inside = (tokens[open]?.depth ?? 0) + 1;
  const parts: [number, number][] = [];
  let from = open + 1;
  for (let at = open + 1; at <= end; at += 1) {
    if (at < end && !(tokens[at]?.text === "," && tokens[at]?.depth === inside)) continue;
    if (at > from) parts.push([from, at - 1]);
    from = at + 1;
  }
  return parts;
}

/** The text as it was written from one token to another. */
export function written({ source, tokens }: Body, from: number, to: number): string {
  return source.slice(tokens[from]?.start, tokens[to]?.end);
}
