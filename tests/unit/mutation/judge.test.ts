import { describe, expect, it } from "vitest";
import { scoreOf } from "../../mutation/score";
import { EQUIVALENTS, equivalenceOf } from "../../mutation/sql/equivalents";
import { inOrder, judge, type Memory, type Runner } from "../../mutation/sql/judge";
import { MONEY_FOLDERS } from "../../mutation/sql/money-functions";
import { sampleOf } from "../../mutation/sql/sample";
import { testFilesOf } from "../../mutation/sql/test-files";

const SANE = "a > 1";
const MUTANT = { function: "f", text: "a >= 1" };

/** A database that holds one text, and test files that are red when it is not what they look at. */
function playedLane(tests: Record<string, (text: string) => string | undefined>) {
  const ran: string[] = [];
  let text = SANE;
  const lane: Runner = {
    write: async (next) => {
      text = next;
    },
    run: async (files) => {
      for (const file of files) {
        ran.push(file);
        const message = tests[file]?.(text);
        if (message !== undefined) return { red: { file, test: "t", message }, milliseconds: 1 };
      }
      return { milliseconds: 1 };
    },
  };
  return { lane, ran, holds: () => text };
}

const memory = (): Memory => ({ killers: new Map(), green: new Set(), red: new Set() });
const sees = (text: string) => (text === SANE ? undefined : "expected 1");
const weak = () => undefined;

describe("judging a mutant", () => {
  it("a weak test lets it survive, and the sane text is back", async () => {
    const { lane, holds } = playedLane({ weak });
    expect(await judge(lane, MUTANT, { sane: SANE, files: ["weak"] }, memory())).toEqual({ status: "survived" });
    expect(holds()).toBe(SANE);
  });

  it("a test that sees it kills it, and is asked first the next time", async () => {
    const { lane, ran, holds } = playedLane({ weak, sees });
    const remembered = memory();
    const verdict = await judge(lane, MUTANT, { sane: SANE, files: ["weak", "sees"] }, remembered);
    expect(verdict).toMatchObject({ status: "killed", by: "sees > t" });
    expect(holds()).toBe(SANE);
    expect(ran).toEqual(["weak", "sees", "sees"]);
    await judge(lane, MUTANT, { sane: SANE, files: ["weak", "sees"] }, remembered);
    expect(ran.slice(3)).toEqual(["sees"]);
  });

  it("a file that is red on the sane text kills nothing, is named, and the others decide", async () => {
    const { lane } = playedLane({ broken: () => "expected 2", sees, weak });
    const remembered = memory();
    expect(await judge(lane, MUTANT, { sane: SANE, files: ["broken", "weak"] }, remembered)).toEqual({
      status: "survived",
    });
    expect(remembered.red).toEqual(new Set(["broken"]));
    const verdict = await judge(lane, MUTANT, { sane: SANE, files: ["broken", "sees"] }, remembered);
    expect(verdict).toMatchObject({ status: "killed", by: "sees > t" });
  });

  it("one test that ran out of time is no proof", async () => {
    const answers = ["Test timed out in 20000ms.", undefined];
    const { lane } = playedLane({ slow: () => answers.shift() });
    expect(await judge(lane, MUTANT, { sane: SANE, files: ["slow"] }, memory())).toEqual({ status: "survived" });
  });
});

describe("the sample and the score", () => {
  it("the same seed draws the same, another seed others, and never one twice", () => {
    const all = Array.from({ length: 500 }, (_, place) => place);
    expect(sampleOf(all, 50, 7)).toEqual(sampleOf(all, 50, 7));
    expect(sampleOf(all, 50, 8)).not.toEqual(sampleOf(all, 50, 7));
    expect(new Set(sampleOf(all, 50, 7)).size).toBe(50);
    expect(sampleOf(all, 50, 7)).toEqual(sampleOf(all, 900, 7).slice(0, 50));
    expect(sampleOf(all, 900, 7).sort((a, b) => a - b)).toEqual(all);
  });

  it("counts what nobody reached as alive, and what is equivalent not at all", () => {
    const statuses = ["killed", "Killed", "Timeout", "survived", "NoCoverage", "equivalent", "CompileError"];
    expect(scoreOf(statuses.map((status) => ({ status })))).toEqual({ killed: 3, survived: 2, percent: 60 });
    expect(scoreOf([])).toEqual({ killed: 0, survived: 0, percent: 0 });
  });

  it("never rounds up to the limit", () => {
    const many = Array.from({ length: 10_000 }, (_, place) => ({ status: place < 8_499 ? "killed" : "survived" }));
    expect(scoreOf(many).percent).toBe(84.9);
  });
});

describe("what stands in the lists", () => {
  it.each(MONEY_FOLDERS)("$path is touched by test files that exist", ({ tests }) => {
    expect(testFilesOf(tests).length).toBeGreaterThan(0);
  });

  it("an equivalent is one change with its reason", () => {
    for (const known of EQUIVALENTS) {
      expect(known.because.length).toBeGreaterThan(20);
      expect(known.after).not.toBe(known.before);
      expect(equivalenceOf(known)).toBe(known.because);
    }
    expect(equivalenceOf({ function: "f", before: "a", after: "b" })).toBeUndefined();
  });

  it("the killer of the last mutant comes first, the others keep their order", () => {
    expect(inOrder(["a", "b", "c"], "c")).toEqual(["c", "a", "b"]);
    expect(inOrder(["a", "b"], "gone")).toEqual(["a", "b"]);
  });
});
