import { describe, expect, it } from "vitest";
import { permissionsOf } from "@/lib/auth/permissions";
import { allowedActions } from "@/lib/escrow/desk/allowed-actions";

const held = {
  status: "held",
  paused_at: null,
  amount_held: 500,
  shipped_at: null,
  delivered_at: null,
  auto_release_at: "2026-12-02T07:14:00.000Z",
  hasChargeback: false,
} as const;
const finance = permissionsOf("finance");
const reasonOf = (
  state: Parameters<typeof allowedActions>[0],
  action: "release" | "refund" | "extend" | "dispute" | "resolve" | "confirm_delivery" | "ship",
) => allowedActions(state, finance)[action].reason;

describe("what may be done with a case", () => {
  it("is everything but resolving while money is held and nobody objects", () => {
    const actions = allowedActions(held, finance);
    const closed = Object.entries(actions).filter(([, { allowed }]) => !allowed);
    expect(closed).toEqual([["resolve", { allowed: false, reason: "no_dispute" }]]);
  });

  it("says which role is missing before it says anything about the state", () => {
    const support = allowedActions(held, permissionsOf("support"));
    expect(support.release).toEqual({ allowed: false, reason: "not_permitted" });
    expect(support.refund).toEqual({ allowed: false, reason: "not_permitted" });
    expect(support.confirm_delivery).toEqual({ allowed: true });
    const auditor = Object.values(allowedActions(held, permissionsOf("auditor")));
    expect(auditor.every(({ allowed }) => !allowed)).toBe(true);
  });

  it("stops a release while a dispute is open, and lets it be resolved", () => {
    const disputed = { ...held, paused_at: "2026-11-20T07:00:00.000Z" };
    expect(reasonOf(disputed, "release")).toBe("disputed");
    expect(reasonOf(disputed, "dispute")).toBe("already_disputed");
    expect(reasonOf(disputed, "resolve")).toBeUndefined();
    expect(reasonOf(disputed, "refund")).toBeUndefined();
  });

  it("closes what has no money, no clock or no meaning any more", () => {
    expect(reasonOf({ ...held, amount_held: 0 }, "release")).toBe("all_promised");
    expect(reasonOf({ ...held, status: "released" }, "refund")).toBe("nothing_held");
    expect(reasonOf({ ...held, auto_release_at: null }, "extend")).toBe("no_clock");
    expect(reasonOf({ ...held, status: "refunded" }, "dispute")).toBe("all_refunded");
    expect(reasonOf({ ...held, status: "pending" }, "confirm_delivery")).toBe("not_paid");
    expect(reasonOf({ ...held, delivered_at: "2026-11-18T13:48:00.000Z" }, "ship")).toBe("already_sent");
    expect(reasonOf({ ...held, hasChargeback: true }, "refund")).toBe("charged_back");
  });
});
