import { beforeAll, describe, expect, it } from "vitest";
import { getEscrow } from "@/lib/escrow/desk/queries";
import { openDispute } from "@/lib/escrow/disputes/open-dispute";
import { confirmDelivery, markShipped } from "@/lib/escrow/evidence/add-evidence";
import { extendEscrow } from "@/lib/escrow/timers/extend-escrow";
import { followEscrow } from "@/lib/escrow/timers/follow-escrow";
import { sweepDue } from "@/lib/jobs/sweep-due.system";
import { systemClock } from "@/lib/kernel/clock";
import { makeContext } from "../../support/context";
import { heldCase } from "../../support/escrow/factories-escrow";
import { createMerchant, type TestMerchant } from "../../support/factories";
import { useProduct } from "../../support/product-process";

const HOUR = 3_600;
const DAY = 24 * HOUR;
const product = useProduct({ providerTimeoutMs: 1_500, poolSize: 12 });
let merchant: TestMerchant;

beforeAll(async () => {
  merchant = await createMerchant();
});

const owner = () => makeContext(merchant);
const follow = (escrowId: string) => followEscrow({ merchantId: merchant.id, escrowId, clock: systemClock });
const jobsOf = (escrowId: string) =>
  product.rows("select 1 from pgboss.job where name = 'follow-escrow' and singleton_key = $1", [escrowId]);

describe("what happens by itself", () => {
  it("nobody objected in time: released once, by three schedulers at the same moment", async () => {
    const held = await heldCase(merchant, 900_000, { auto_release_days: 3 });
    await product.advance(3 * DAY - 5);
    await follow(held.id);
    expect(await getEscrow(owner(), held.id)).toMatchObject({ amount_released: 0 });
    await product.advance(6);
    await Promise.all([sweepDue(), sweepDue(), sweepDue()]);
    expect(await jobsOf(held.id)).toHaveLength(1);
    await Promise.all(Array.from({ length: 6 }, () => follow(held.id)));
    const after = await getEscrow(owner(), held.id);
    expect(after).toMatchObject({ status: "released", amount_released: 900_000 });
    expect(after.requests).toHaveLength(1);
    expect(after.requests[0]).toMatchObject({ requested_by: "system", because: { code: "nobody_objected_in_time" } });
  });

  it("not sent in time: everything goes back to the payer, without a second person", async () => {
    const held = await heldCase(merchant, 900_000, { ship_within_hours: 24 });
    await product.advance(DAY + 1);
    await Promise.all([follow(held.id), follow(held.id)]);
    const after = await getEscrow(owner(), held.id);
    expect(after).toMatchObject({ substate: "refund_requested", amount_held: 0, amount_pending: 900_000 });
    expect(after.requests).toHaveLength(1);
    expect(after.requests[0]).toMatchObject({ kind: "refund", status: "scheduled", note: "not_sent_in_time" });
  });

  it("sent or arrived in time stops that clock", async () => {
    const sent = await heldCase(merchant, 10_000, { ship_within_hours: 24, auto_release_days: 9 });
    await markShipped(owner(), { id: sent.id, carrier: "Horoz", tracking_no: "44182097" });
    const came = await heldCase(merchant, 10_000, { ship_within_hours: 24, auto_release_days: 9 });
    await confirmDelivery(owner(), { id: came.id, evidence: { note: "elden" } });
    await product.advance(2 * DAY);
    for (const { id } of [sent, came]) {
      await follow(id);
      expect(await getEscrow(owner(), id)).toMatchObject({ status: "held", amount_held: 10_000 });
    }
  });

  it("more days are more days, across midnight in Istanbul", async () => {
    const held = await heldCase(merchant, 10_000, { auto_release_days: 1 });
    await extendEscrow(owner(), { id: held.id, days: 2 });
    await product.advance(2 * DAY);
    await follow(held.id);
    expect(await getEscrow(owner(), held.id)).toMatchObject({ status: "held" });
    await product.advance(DAY + 1);
    await follow(held.id);
    expect(await getEscrow(owner(), held.id)).toMatchObject({ status: "released" });
  });

  it("without a clock nothing is released by itself", async () => {
    const held = await heldCase(merchant, 10_000, { auto_release_days: null });
    expect(held.auto_release_at).toBeNull();
    await product.advance(200 * DAY);
    await follow(held.id);
    expect(await getEscrow(owner(), held.id)).toMatchObject({ status: "held" });
  });

  it("a dispute at the same moment and the clock leave one of the two", async () => {
    for (let round = 0; round < 5; round += 1) {
      const held = await heldCase(merchant, 10_000, { auto_release_days: 1 });
      await product.advance(DAY + 1);
      const [, dispute] = await Promise.allSettled([
        follow(held.id),
        openDispute(owner(), { id: held.id, reason: "bozuk" }),
      ]);
      const after = await getEscrow(owner(), held.id);
      expect(dispute.status).toBe("fulfilled");
      // First the dispute: nothing was released. First the clock: the dispute is about released money.
      expect([0, 10_000]).toContain(after.amount_released);
      expect(after.substate).toBe("disputed");
      expect(after.amount_released + after.amount_held).toBe(10_000);
    }
  });
});
