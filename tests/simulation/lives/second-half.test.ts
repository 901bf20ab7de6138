import { afterAll, describe } from "vitest";
import { liveThrough } from "./live-through";

describe("merchants whose every step may be lost, doubled, spoilt or cut, the second half", () => {
  const coverage = liveThrough(1);
  afterAll(() => void process.stdout.write(`world, second half: ${JSON.stringify(coverage.counts)}\n`));
});
