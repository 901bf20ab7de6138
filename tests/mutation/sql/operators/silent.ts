import type { Token } from "../tokens";
import { closing } from "./edit";

/**
 * Calls whose arguments tell and decide nothing: audit and outbox rows, reasons for people, the tenant of the connection
 * (row-level security refuses everything without it).
 */
const TELLING = /^(append_audit|append_outbox|\w*_because|set_config)$/;

/** Columns whose value is a reason for people or the time of a change. */
const TOLD_COLUMNS = new Set(["because", "updated_at", "created_at"]);

function endOfStatement(tokens: readonly Token[], from: number): number {
  const end = tokens.findIndex(({ text }, at) => at > from && text === ";");
  return end < 0 ? tokens.length - 1 : end;
}

function endOfAssignment(tokens: readonly Token[], from: number): number {
  const depth = tokens[from]?.depth ?? 0;
  for (let at = from + 2; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (!token || token.depth < depth) return at;
    if (token.depth === depth && [",", "where", ";", "returning"].includes(token.text)) return at - 1;
  }
  return tokens.length - 1;
}

/** `perform 1 from … for update`: takes a lock and answers nothing, unless what comes next asks whether it found a row. */
function isLock(tokens: readonly Token[], at: number): boolean {
  const end = endOfStatement(tokens, at);
  const words = (from: number, to: number) =>
    tokens
      .slice(from, to)
      .map(({ text }) => text)
      .join(" ");
  return (
    words(at, at + 3) === "perform 1 from" &&
    /for update( of \w+)?$/.test(words(at, end)) &&
    !words(end + 1, end + 4).includes("found")
  );
}

function silentUntil(tokens: readonly Token[], at: number): number {
  const { text } = tokens[at] ?? { text: "" };
  const next = tokens[at + 1]?.text;
  if (text === "perform" && isLock(tokens, at)) return endOfStatement(tokens, at);
  if (TELLING.test(text) && next === "(") return closing(tokens, at + 1);
  if (text === "raise") return endOfStatement(tokens, at);
  if (TOLD_COLUMNS.has(text) && next === "=" && tokens[at - 1]?.text !== ".") return endOfAssignment(tokens, at);
  return at - 1;
}

/** The tokens that tell people something and decide nothing about money; they are not changed. */
export function silentTokens(tokens: readonly Token[]): Set<number> {
  const silent = new Set<number>();
  for (let at = 0; at < tokens.length; at += 1) {
    for (let inside = at; inside <= silentUntil(tokens, at); inside += 1) silent.add(inside);
  }
  return silent;
}
