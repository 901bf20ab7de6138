/** A mutant that no test can kill, because the function does the same with it. One change each, never a whole function. */
export type Equivalent = { function: string; before: string; after: string; because: string };

export const EQUIVALENTS: readonly Equivalent[] = [];

/** Why this very change changes nothing, if it was shown. */
export function equivalenceOf(mutant: { function: string; before: string; after: string }): string | undefined {
  return EQUIVALENTS.find(
    (known) => known.function === mutant.function && known.before === mutant.before && known.after === mutant.after,
  )?.because;
}
