import type { Question } from "./decided";

/** Where a command looks whether what it was told to make is there already. */
const MADE: Readonly<Record<string, string>> = {
  new_payment_id: "payments",
  new_attempt_id: "attempts",
  new_refund_id: "refunds",
  new_capture_id: "captures",
  new_release_id: "escrow_releases",
  new_dispute_id: "disputes",
};
/** Words that say which call it is, and what only ends up in texts for people. */
const SAID =
  /^(new_.*|merchant_id|verdict|outcome|decision|kind|step|hint|seen|actor|command_id|note|reason|reference|provider|call_id)$/;
const NUMBER = /^-?\d+$/;

function othersOf(name: string, value: unknown, idIn: (table: string) => string | undefined): unknown[] {
  if (name === "mode") return ["live"];
  const made = MADE[name] && idIn(MADE[name]);
  if (made !== undefined) return [made];
  if (SAID.test(name) || value === null || value === undefined) return [];
  if (typeof value === "number") return [value + 1, null];
  if (typeof value === "string" && NUMBER.test(value)) return [`${BigInt(value) + 1n}`, null];
  if (name === "ids") return [["nobody"]];
  return /(^|_)id$/.test(name) ? ["nobody"] : [null];
}

const told = (value: unknown) => (value === null ? "not said" : NUMBER.test(String(value)) ? "+ 1" : String(value));

/** The same call with one argument another: without it, one more, of nobody, or of what is there already. */
export function otherArguments(
  args: Question["args"],
  words: ReadonlySet<string>,
  idIn: (table: string) => string | undefined,
): { what: string; args: Question["args"] }[] {
  return Object.entries(args)
    .filter(([name]) => words.has(name))
    .flatMap(([name, value]) =>
      othersOf(name, value, idIn).map((other) => ({
        what: `${name} ${MADE[name] ? "of one that is there" : told(other)}`,
        args: { ...args, [name]: other },
      })),
    );
}
