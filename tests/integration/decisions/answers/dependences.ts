import type pg from "pg";
import { type Answer, decided, type Question } from "./decided";

/** The rows of an answer by what they are, the second of a kind with its number: `+ entries`, `+ entries 2`. */
function rowsByName(rows: readonly string[]): Map<string, string[]> {
  const byName = new Map<string, string[]>();
  for (const row of rows) {
    const [table = "", parts = ""] = row.split(/: (.*)/s);
    let name = table;
    for (let nth = 2; byName.has(name); nth += 1) name = `${table} ${nth}`;
    byName.set(name, parts.split(", "));
  }
  return byName;
}

const columnOf = (part: string) => part.split(" ")[0] ?? "";

/** What a column became: what it was before is the nudge itself. */
const becameOf = (part: string) => part.replace(/ .* → /s, " → ");

function rowDifference(name: string, usual: string[] | undefined, other: string[]): string[] {
  if (usual === undefined) return [`${name}: ${other.join(", ")}`];
  const columns = other.map(columnOf);
  const became = usual.map(becameOf);
  const parts = [
    ...other.map(becameOf).filter((part) => !became.includes(part)),
    ...usual
      .map(columnOf)
      .filter((column) => !columns.includes(column))
      .map((column) => `no ${column}`),
  ];
  return parts.length === 0 ? [] : [`${name}: ${parts.join(", ")}`];
}

/** What another answer says and writes that the usual one does not. A refusal writes nothing: that needs no list. */
function differenceOf([usualSaid, ...usualRows]: Answer, [said, ...rows]: Answer): string {
  const first = said === usualSaid ? [] : [said];
  if (rows.length === 0) return first.join("") || "nothing written";
  const [usual, other] = [rowsByName(usualRows), rowsByName(rows)];
  return [
    ...first,
    ...[...usual.keys()].filter((name) => !other.has(name)).map((name) => `no ${name}`),
    ...[...other].flatMap(([name, parts]) => rowDifference(name, usual.get(name), parts)),
  ].join(" | ");
}

const CANNOT_BE = /^23(502|505|514)$/;

/** Whether a row's other value is one that the database's own checks refuse: nothing has to answer for it. */
const cannotBe = (cause: unknown) => CANNOT_BE.test(String((cause as { code?: string }).code));

/** The same question with one thing another, and what that is. */
export type Variant = { what: string; question: Question };

/** What an answer depends on beside the state: each variant that is answered otherwise, with what is different. */
export async function dependences(client: pg.Client, usual: Answer, variants: readonly Variant[]): Promise<string[]> {
  const byDifference = new Map<string, string[]>();
  for (const { what, question } of variants) {
    try {
      const answer = await decided(client, question);
      const difference = differenceOf(usual, answer);
      if (difference !== "") byDifference.set(difference, [...(byDifference.get(difference) ?? []), what]);
    } catch (cause) {
      if (!cannotBe(cause)) throw cause;
    }
  }
  return [...byDifference].map(([difference, what]) => `    ${what.join("; ")}: ${difference}`);
}
