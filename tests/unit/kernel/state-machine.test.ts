import { describe, expect, it } from "vitest";
import { defineMachine } from "@/lib/kernel/state-machine";

const door = defineMachine<"open" | "closed" | "walled">("door", {
  open: ["closed"],
  closed: ["open", "walled"],
  walled: [],
});

describe("a machine", () => {
  it("takes the steps of its table and no other", () => {
    expect(door.can("open", "closed")).toBe(true);
    expect(door.can("open", "walled")).toBe(false);
    expect(door.can("open", "open")).toBe(false);
    expect(door.assert("closed", "walled")).toBeUndefined();
  });

  it("ends where no step leads on", () => {
    expect(door.states.map((state) => door.isFinal(state))).toEqual([false, false, true]);
  });

  it("lists every step once, in a stable order, for the comparison with the database", () => {
    expect(door.steps()).toEqual(["closed>open", "closed>walled", "open>closed"]);
  });

  it("says what was tried of what when it refuses", () => {
    expect(() => door.assert("walled", "open")).toThrow(
      expect.objectContaining({
        code: "invalid_state",
        message: "door cannot go from walled to open",
        details: { entity: "door", from: "walled", to: "open" },
      }),
    );
  });
});
