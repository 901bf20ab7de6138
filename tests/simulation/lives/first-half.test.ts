import { afterAll, describe } from "vitest";
import { liveThrough } from "./live-through";

describe("merchants whose every step may be lost, doubled, spoilt or cut, the first half", () => {
  const coverage = liveThrough(0);
  afterAll(() => void process.stdout.write(`world, first half: ${JSON.stringify(coverage.counts)}\n`));
});
