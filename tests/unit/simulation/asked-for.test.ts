import { describe, expect, it } from "vitest";
import { askedFor, groupsOf } from "../../simulation/world/groups";

describe("npm run simulate", () => {
  it.each([
    [[], { seeds: 500, first: 1 }],
    [["--seeds", "3", "--seed", "0", "--processes", "1"], { seeds: 3, first: 0, processes: 1 }],
    [["--seeds", "2", "--seed", "4294967294"], { seeds: 2, first: 4_294_967_294 }],
  ])("%j lives the seeds that were asked for", (args, asked) => {
    expect(askedFor(args)).toMatchObject(asked);
  });

  it.each([
    [["--seed", "abc"], /^usage: /],
    [["--seed", "1.5"], /^usage: /],
    [["--seeds", "0"], /^usage: /],
    [["--seeds", "2", "--seed", "4294967295"], /^the last seed is 4294967295\nusage: /],
    [["--sedes", "2"], /'--sedes'[\s\S]*usage: /],
  ])("%j is told what it takes", (args, message) => {
    expect(askedFor(args)).toMatch(message);
  });
});

it("a seed is in the same group, alone or among others", () => {
  const alone = groupsOf(19_734, 1);
  expect(alone).toEqual([[19_734]]);
  const among = groupsOf(19_700, 100).filter((group) => group.includes(19_734));
  expect(among).toEqual([Array.from({ length: 25 }, (_, place) => 19_725 + place)]);
});
