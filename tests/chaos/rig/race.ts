import { beforeAll, expect } from "vitest";
import type { Answer, Rig } from "./open-rig";

const CALLERS = 200;
/** Nobody waits longer, whoever else is at the same payment... */
const LONGEST_MS = 5_000;
/** ...or, on a machine that is busy with other things, than this many times two hundred plain reads take. */
const OVER_READS = 3;

/** So often a caller who is told "busy, send the same again" does so. */
const RESENDS = 5;

/** What the caller is told in the end, and how long it waited in all; the same request with the same key while told so. */
export async function untilDecided(ask: () => Promise<Answer>): Promise<Answer> {
  let answer = await ask();
  for (let sent = 0; sent < RESENDS && answer.status === 503; sent += 1) {
    const next = await (answer.again ?? ask)();
    answer = { ...next, ms: answer.ms + next.ms };
  }
  return answer;
}

export type Race = (statuses: number[], ...kinds: ((turn: number) => Promise<Answer>)[]) => Promise<Answer[][]>;

/**
 * Two hundred callers at once, the kinds by turns; every one is answered in time and with one of the statuses named.
 * Answers by kind.
 */
export function useRace(rig: Rig): Race {
  let longest = LONGEST_MS;
  beforeAll(async () => {
    const reads = await Promise.all(Array.from({ length: CALLERS }, () => rig.api("GET", "/payments?limit=1")));
    longest = Math.max(LONGEST_MS, OVER_READS * Math.max(...reads.map(({ ms }) => ms)));
  });
  return async (statuses, ...kinds) => {
    const answers = await Promise.all(
      Array.from({ length: CALLERS }, (_unused, turn) =>
        untilDecided(() => (kinds[turn % kinds.length] as (typeof kinds)[0])(turn)),
      ),
    );
    const others = answers.filter(({ status }) => !statuses.includes(status));
    expect(others.map(({ status, text }) => `${status} ${text}`).slice(0, 3)).toEqual([]);
    expect(Math.max(...answers.map(({ ms }) => ms))).toBeLessThan(longest);
    return kinds.map((_kind, index) => answers.filter((_answer, turn) => turn % kinds.length === index));
  };
}

/** How many were let through. */
export const wins = (answers: Answer[] | undefined): number =>
  (answers ?? []).filter(({ status }) => status < 300).length;
