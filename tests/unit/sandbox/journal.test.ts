import { describe, expect, it } from "vitest";
import { decodeLines, encodeLine, type JournalLine } from "../../../sandbox/state/journal";

const line: JournalLine = { put: "mark", record: { id: "clock_offset_seconds", value: 60 } };

describe("the sandbox's journal", () => {
  it("keeps amounts exact beyond what a JSON number holds", () => {
    const reversal = {
      id: "r",
      account: "demo",
      xactId: "xk_",
      amount: 9_007_199_254_740_993n,
      succeedUrl: "",
      method: "refund",
      status: "requested",
      requestedAt: 0,
      decidesItselfAt: null,
      resultXactId: null,
      decidedAt: null,
    } as const;
    const written = encodeLine({ put: "reversal", record: reversal });
    expect(decodeLines(written)).toEqual([{ put: "reversal", record: reversal }]);
  });

  it("drops a line that a crash cut off and keeps the ones before it", () => {
    const whole = encodeLine(line);
    expect(decodeLines(`${whole}\n${whole.slice(0, 20)}`)).toEqual([line]);
  });
});
