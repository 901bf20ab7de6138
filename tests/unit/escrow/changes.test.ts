import { describe, expect, it } from "vitest";
import { type CaseNow, CaseSnapshot, changesSince } from "@/lib/escrow/releases/changes";

const seen = CaseSnapshot.parse({
  held: "3850000",
  pending: "0",
  released: "0",
  refunded: "0",
  delivered_at: null,
  shipped_at: "2026-11-12T07:30:00+00:00",
  evidence_class: "tracking",
  auto_release_at: "2026-12-02T07:14:00+00:00",
  disputed: false,
  evidence: [{ id: "evd_1", kind: "tracking", file_hash: null }],
});

const now: CaseNow = {
  amount_held: 2_850_000,
  amount_pending: 1_000_000,
  amount_released: 0,
  amount_refunded: 0,
  delivered_at: null,
  shipped_at: "2026-11-12T07:30:00.000Z",
  auto_release_at: "2026-12-02T07:14:00.000Z",
  paused_at: null,
  evidence: [{ id: "evd_1", kind: "tracking" }],
};
const OWN = 1_000_000n;

describe("what changed since a release was asked for", () => {
  it("is nothing while only the request's own amount was set aside", () => {
    expect(changesSince(seen, now, OWN)).toEqual([]);
  });

  it("names new evidence, also a complaint", () => {
    const more = { ...now, evidence: [...now.evidence, { id: "evd_2", kind: "complaint" }] };
    expect(changesSince(seen, more, OWN)).toEqual([
      { kind: "evidence", evidence_id: "evd_2", evidence_kind: "complaint" },
    ]);
  });

  it("names amounts that another request or a refund moved", () => {
    const moved = { ...now, amount_held: 2_350_000, amount_refunded: 500_000 };
    expect(changesSince(seen, moved, OWN)).toEqual([
      { kind: "amount", name: "held", before: 2_850_000, after: 2_350_000 },
      { kind: "amount", name: "refunded", before: 0, after: 500_000 },
    ]);
  });

  it("names a delivery, a moved clock and a dispute", () => {
    const later = {
      ...now,
      delivered_at: "2026-11-18T13:48:00.000Z",
      auto_release_at: "2026-12-09T07:14:00.000Z",
      paused_at: "2026-11-19T07:00:00.000Z",
    };
    expect(changesSince(seen, later, OWN)).toEqual([
      { kind: "delivered" },
      { kind: "clock", before: "2026-12-02T07:14:00+00:00", after: "2026-12-09T07:14:00.000Z" },
      { kind: "disputed" },
    ]);
    expect(changesSince({ ...seen, disputed: true }, now, OWN)).toEqual([{ kind: "dispute_ended" }]);
  });
});
