import { AppError } from "./errors";

export type Transitions<S extends string> = { readonly [from in S]: readonly S[] };

/**
 * One table is the whole machine: code asks it, SQL is compared with it, screens take their allowed actions from it.
 * @throws AppError invalid_state from `assert` when the step is not in the table
 */
export function defineMachine<S extends string>(entity: string, transitions: Transitions<S>) {
  const states = Object.keys(transitions) as S[];
  return {
    entity,
    states,
    transitions,
    can: (from: S, to: S): boolean => transitions[from].includes(to),
    isFinal: (state: S): boolean => transitions[state].length === 0,
    assert(from: S, to: S): void {
      if (transitions[from].includes(to)) return;
      throw new AppError("invalid_state", `${entity} cannot go from ${from} to ${to}`, { entity, from, to });
    },
    /** Every allowed step as `from>to`, in a stable order, for comparison with the SQL table. */
    steps: (): string[] => states.flatMap((from) => transitions[from].map((to) => `${from}>${to}`)).sort(),
  };
}
