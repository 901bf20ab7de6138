/** A number below 1 from a seed and a place, the same on every machine (splitmix32). */
function dice(seed: number, place: number): number {
  let z = (seed + Math.imul(place + 1, 0x9e3779b9)) | 0;
  z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
  z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
  return ((z ^ (z >>> 15)) >>> 0) / 2 ** 32;
}

/** So many of all, every one with the same chance, in their own order; the same for the same seed. */
export function sampleOf<T>(all: readonly T[], count: number, seed: number): T[] {
  const drawn = all.map((_, place) => ({ place, lot: dice(seed, place) })).sort((a, b) => a.lot - b.lot);
  const places = new Set(drawn.slice(0, count).map(({ place }) => place));
  return all.filter((_, place) => places.has(place));
}
