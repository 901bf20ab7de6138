/** The same numbers for the same seed, whatever the machine. */
export function dice(seed: number) {
  let state = (seed * 2_654_435_761) >>> 0;
  const roll = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const pick = <T>(list: readonly T[]): T => {
    const found = list[Math.floor(roll() * list.length)];
    if (found === undefined) throw new RangeError("nothing to pick from");
    return found;
  };
  return { roll, pick };
}

export type Dice = ReturnType<typeof dice>;
