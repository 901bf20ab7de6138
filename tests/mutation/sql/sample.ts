/** A number below 1 from a seed and a place, the same on every machine (splitmix32). */
function dice(seed: number, place: number): number {
  let z = (seed + Math.imul(place + 1, 0x9e3779b9)) | 0;
  z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
  z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
  return ((z ^ (z >>> 15)) >>> 0) / 2 ** 32;
}

/**
 * So many of all in the order in which they are drawn, the same for the same seed. Every beginning of it is a sample too:
 * a run that ends early has still measured something.
 */
export function sampleOf<T>(all: readonly T[], count: number, seed: number): T[] {
  return all
    .map((one, place) => ({ one, lot: dice(seed, place) }))
    .sort((a, b) => a.lot - b.lot)
    .slice(0, count)
    .map(({ one }) => one);
}
