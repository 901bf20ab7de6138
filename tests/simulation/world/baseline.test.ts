import { describe, expect, it } from "vitest";
import { runGroup } from "./run-group";

/** A group of its own, apart from the ones that the other files live through. */
const SEEDS = Array.from({ length: 10 }, (_unused, index) => 1_000_000 + index);

describe("the same merchants with the faults switched off", () => {
  it("do everything that was planned, and nothing of it is refused for a reason of the machinery", async () => {
    const { failures, coverage } = await runGroup({ seeds: SEEDS, withFaults: false });
    expect(failures).toEqual([]);
    const count = (what: string) => coverage[what] ?? 0;
    const planned = Object.keys(coverage).filter((what) => what.startsWith("tried "));
    for (const tried of planned) {
      const name = tried.slice("tried ".length);
      expect([name, count(`done ${name}`) + count(`refused ${name}`)]).toEqual([name, count(tried)]);
    }
    // Nobody was cut off, nothing was lost or spoilt, and no provider was ever out of reach.
    const faults = Object.keys(coverage).filter((what) =>
      /^(cut|mishap|lost|on both)|provider_unavailable|unavailable/.test(what),
    );
    expect(faults).toEqual([]);
    // What the shop wanted came true: links, checkouts and sales were made and paid.
    for (const wanted of ["done create link", "done create checkout", "done start sale", "payer paid", "phone paid"]) {
      expect([wanted, count(wanted) > 0]).toEqual([wanted, true]);
    }
    expect(count("refused create link")).toBeLessThan(count("done create link"));
  }, 240_000);
});
