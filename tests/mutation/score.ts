/** How many of the mutants that change anything were noticed by a test, in percent with one decimal. */
export type Score = { killed: number; survived: number; percent: number };

export const LEAST_PERCENT = 85;

const NOTICED = new Set(["killed", "Killed", "Timeout", "RuntimeError"]);
/** Not counted: shown equivalent, not compiling, or left out by name. */
const UNCOUNTED = new Set(["equivalent", "CompileError", "Ignored", "Pending"]);

/** A mutant that no test reaches counts as one that survived. */
export function scoreOf(mutants: readonly { status: string }[]): Score {
  const counted = mutants.filter(({ status }) => !UNCOUNTED.has(status));
  const killed = counted.filter(({ status }) => NOTICED.has(status)).length;
  const percent = counted.length === 0 ? 0 : Math.floor((killed / counted.length) * 1_000) / 10;
  return { killed, survived: counted.length - killed, percent };
}

/** `342 of 400 noticed: 85.5 %` */
export const scoreLine = (name: string, { killed, survived, percent }: Score) =>
  `${name}: ${killed} of ${killed + survived} noticed: ${percent.toFixed(1)} %\n`;
