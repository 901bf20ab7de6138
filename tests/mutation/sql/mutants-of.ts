import { fallbacks, legs, siblings, steps } from "./operators/amounts";
import { branches, connectives, negations } from "./operators/conditions";
import type { Body, Edit, Operator } from "./operators/edit";
import { comparisons, extremes, limits, sums } from "./operators/signs";
import { silentTokens } from "./operators/silent";
import { states } from "./operators/states";
import { tokensOf } from "./tokens";

const OPERATORS: Operator[] = [
  comparisons,
  limits,
  sums,
  extremes,
  connectives,
  branches,
  negations,
  siblings,
  fallbacks,
  steps,
  legs,
  states,
];

/** A function of the database as PostgreSQL holds it. */
export type SqlFunction = { name: string; text: string; home: string };

export type SqlMutant = {
  function: string;
  operator: string;
  /** Of the function's body, from 1. */
  line: number;
  /** The line, or lines, before and after. */
  before: string;
  after: string;
  /** The whole `create or replace function`. */
  text: string;
};

const BODY = /^([\s\S]*?AS \$function\$)([\s\S]*)(\$function\$\s*)$/;

function linesAround(source: string, { start, end, after }: Edit): { line: number; before: string; after: string } {
  const from = source.lastIndexOf("\n", start - 1) + 1;
  const found = source.indexOf("\n", end);
  const to = found < 0 ? source.length : found;
  return {
    line: source.slice(0, from).split("\n").length,
    before: source.slice(from, to).trim(),
    after: `${source.slice(from, start)}${after}${source.slice(end, to)}`.trim(),
  };
}

/** Every mutant of one function; each text differs from the sane one and from every other mutant's. */
export function mutantsOf(fn: SqlFunction, machines: ReadonlyMap<string, readonly string[]>): SqlMutant[] {
  const [, head, source, tail] = BODY.exec(fn.text) ?? [];
  if (head === undefined || source === undefined) throw new Error(`${fn.name} has no body`);
  const tokens = tokensOf(source);
  const silent = silentTokens(tokens);
  const body: Body = { source, tokens, states: machines, home: fn.home };
  const edits = tokens.flatMap((_, at) =>
    silent.has(at) ? [] : OPERATORS.flatMap((operator) => operator(at, tokens, body)),
  );
  const mutants = edits.map((edit) => ({
    function: fn.name,
    operator: edit.operator,
    ...linesAround(source, edit),
    text: `${head}${source.slice(0, edit.start)}${edit.after}${source.slice(edit.end)}${tail}`,
  }));
  return [...new Map(mutants.filter(({ text }) => text !== fn.text).map((mutant) => [mutant.text, mutant])).values()];
}
