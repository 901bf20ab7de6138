import type { Token } from "../tokens";
import { type Body, type Edit, type Operator, replace } from "./edit";

/** Whose status a short name's is. `home` is the machine of the file for the names that change their meaning. */
const OWNERS: Record<string, string> = {
  pay: "payment",
  att: "attempt",
  link: "paylink",
  e: "escrow",
  d: "dispute",
  o: "payout",
  s: "pos_session",
  h: "mirror",
};

/** The machine whose state stands at `at`: named by the alias before `status`, by the mover, else the file's own. */
function machineOf(at: number, body: Body): string | undefined {
  const { tokens } = body;
  for (let back = at - 1; back >= Math.max(0, at - 24); back -= 1) {
    const text = tokens[back]?.text ?? "";
    if (text.startsWith("move_")) return text.slice(5) === "pos" ? "pos_session" : text.slice(5);
    if (text !== "status") continue;
    return tokens[back - 1]?.text === "." ? (OWNERS[tokens[back - 2]?.text ?? ""] ?? body.home) : body.home;
  }
  return undefined;
}

/** Whether the text at `at` is compared with, or written into, a status. */
function standsForStatus(at: number, tokens: readonly Token[]): "alone" | "list" | undefined {
  const [before, further] = [tokens[at - 1]?.text, tokens[at - 2]?.text];
  if (["=", "<>"].includes(before ?? "") && further === "status") return "alone";
  const open = openingOf(at, tokens);
  if (open === undefined) return undefined;
  const ahead = tokens[open - 1]?.text ?? "";
  if (ahead.startsWith("move_")) return before === "," ? "alone" : undefined;
  const inStatus = tokens.slice(Math.max(0, open - 3), open).some(({ text }) => text === "status");
  return ahead === "in" && inStatus ? "list" : undefined;
}

function openingOf(at: number, tokens: readonly Token[]): number | undefined {
  const depth = (tokens[at]?.depth ?? 0) - 1;
  for (let back = at - 1; back >= 0; back -= 1) {
    if (tokens[back]?.depth === depth && tokens[back]?.text === "(") return back;
    if ((tokens[back]?.depth ?? 0) < depth) return undefined;
  }
  return undefined;
}

function shorterList(at: number, tokens: readonly Token[]): Edit[] {
  const [before, token, after] = [tokens[at - 1], tokens[at], tokens[at + 1]];
  if (!token) return [];
  if (after?.text === ",") return [replace("state", token, after, "")];
  return before?.text === "," ? [replace("state", before, token, "")] : [];
}

/** One state for the next of the same machine; a list of states loses one. */
export const states: Operator = (at, tokens, body) => {
  const token = tokens[at];
  const place = token?.kind === "text" ? standsForStatus(at, tokens) : undefined;
  if (!token || !place) return [];
  if (place === "list") return shorterList(at, tokens);
  const word = token.text.slice(1, -1);
  const owner = machineOf(at, body);
  const machine = [owner, ...body.states.keys()].find((name) => name && body.states.get(name)?.includes(word));
  const all = body.states.get(machine ?? "") ?? [];
  if (all.length < 2) return [];
  return [replace("state", token, token, `'${all[(all.indexOf(word) + 1) % all.length]}'`)];
};
