import type { Truth } from "../state/truth";

export function seedTruth(truth: Truth, seedNow: number | null): number {
  const seededAt = seedNow ?? Date.now();
  truth.replaceWith(() => truth.put("mark", { id: "seeded_at", value: seededAt }));
  return seededAt;
}
