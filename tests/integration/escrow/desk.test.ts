import { beforeAll, describe, expect, it } from "vitest";
import { getEscrowCase, listDisputeViews, listEscrowRows } from "@/lib/escrow/desk/escrow-view";
import { openChargeback } from "@/lib/escrow/disputes/chargeback";
import { openDispute } from "@/lib/escrow/disputes/open-dispute";
import { addEvidence, confirmDelivery } from "@/lib/escrow/evidence/add-evidence";
import { approveRequest, rejectRequest } from "@/lib/escrow/releases/decide-release";
import { getReleaseSnapshot } from "@/lib/escrow/releases/queries";
import { requestRelease } from "@/lib/escrow/releases/request-release";
import { DisputeFilter, EscrowFilter } from "@/lib/escrow/schemas";
import { makeContext } from "../../support/context";
import { heldCase } from "../../support/escrow/factories-escrow";
import { createMerchant, createUser, type TestMerchant } from "../../support/factories";
import { useProduct } from "../../support/product-process";

useProduct();
let merchant: TestMerchant;
let second: string;

beforeAll(async () => {
  merchant = await createMerchant();
  second = (await createUser(merchant.id, "approver")).id;
});

describe("the escrow desk", () => {
  it("shows an approver what the requester saw and what changed since, and refuses an older look", async () => {
    const owner = makeContext(merchant);
    const held = await heldCase(merchant, 900_000);
    const asked = await requestRelease(owner, { id: held.id, amount: 800_000, note: "teslim" });
    const release = asked.requests[0]?.id ?? "";
    const approver = makeContext(merchant, { role: "approver", userId: second });

    const before = await getEscrowCase(approver, held.id);
    expect(before.seen[release]).toEqual({
      held: 900_000,
      evidence: 0,
      evidence_class: "none",
      delivered: false,
      changes: [],
    });
    expect(before.requests[0]?.requested_by).not.toBe(before.reader_id);

    await addEvidence(owner, { id: held.id, evidence: { note: "bir sandalye çizik", files: [] } });
    const after = await getEscrowCase(approver, held.id);
    expect(after.seen[release]?.changes).toEqual([
      { kind: "evidence", evidence_id: after.evidence[0]?.id, evidence_kind: "note" },
    ]);
    expect((await getReleaseSnapshot(approver, release)).evidence).toEqual([]);

    const approval = { id: held.id, request_id: release, amount: 800_000 };
    await expect(approveRequest(approver, { ...approval, seen_version: before.version })).rejects.toMatchObject({
      code: "conflict",
      details: { reason: "case_changed" },
    });
    const done = await approveRequest(approver, { ...approval, seen_version: after.version });
    expect(done.amount_released).toBe(800_000);
    const view = await getEscrowCase(owner, held.id);
    expect(view.requests[0]?.undo_until).not.toBeNull();
    expect(view.seen).toEqual({});
  });

  it("keeps the reason of a no among the case's events", async () => {
    const held = await heldCase(merchant, 900_000);
    const asked = await requestRelease(makeContext(merchant), { id: held.id, note: "teslim" });
    const approver = makeContext(merchant, { role: "approver", userId: second });
    const wish = { id: held.id, request_id: asked.requests[0]?.id ?? "", note: "Fotoğraf başka ürünün" };
    await rejectRequest(approver, wish);
    const { story, amount_held } = await getEscrowCase(approver, held.id);
    expect(amount_held).toBe(900_000);
    expect(story.find(({ code }) => code === "release.rejected")?.data.note).toBe("Fotoğraf başka ürünün");
  });

  it("says beforehand what would ask for a second person", async () => {
    const owner = makeContext(merchant);
    const held = await heldCase(merchant, 60_000);
    await confirmDelivery(owner, { id: held.id, evidence: { note: "elden", files: [] } });
    await requestRelease(owner, { id: held.id, amount: 20_000, note: "bir kısmı" });
    const { rule } = await getEscrowCase(owner, held.id);
    expect(rule).toMatchObject({ released_alone: 20_000, owes_chargeback: false });
    expect(rule.limit).toBeGreaterThan(0);

    const { payment_id } = await heldCase(merchant, 30_000);
    await openChargeback(owner, { payment_id, reason: "tanımıyor" });
    // All of it came out of held money: nothing is owed.
    expect((await getEscrowCase(owner, held.id)).rule.owes_chargeback).toBe(false);
    await openChargeback(owner, { payment_id: held.payment_id, reason: "tanımıyor" });
    expect((await getEscrowCase(owner, held.id)).rule.owes_chargeback).toBe(true);
  });

  it("lists cases and disputes with the names people know", async () => {
    const other = await createMerchant();
    const owner = makeContext(other);
    const held = await heldCase(other, 50_000);
    await openDispute(owner, { id: held.id, reason: "gelmedi" });
    const rows = await listEscrowRows(owner, EscrowFilter.parse({ tab: "dispute" }));
    expect(rows.data.map(({ id }) => id)).toEqual([held.id]);
    const view = await getEscrowCase(owner, held.id);
    expect(rows.data[0]?.customer_name).toBe(view.customer_name);
    expect(view.disputes).toHaveLength(1);
    expect(view.allowed_actions.release).toEqual({ allowed: false, reason: "disputed" });
    const disputes = await listDisputeViews(owner, DisputeFilter.parse({ status: "open" }));
    expect(disputes.data.map(({ escrow_id, customer_name }) => ({ escrow_id, customer_name }))).toEqual([
      { escrow_id: held.id, customer_name: view.customer_name },
    ]);
    expect(
      (await listEscrowRows(makeContext(merchant), EscrowFilter.parse({ tab: "dispute" }))).data,
    ).not.toContainEqual(expect.objectContaining({ id: held.id }));
  });
});
