import { randomBytes } from "node:crypto";
import { afterEach, describe, expect, it } from "vitest";
import { eventuallyPasses } from "../support/eventually-passes";
import { createApiKey } from "../support/factories";
import { expectInvariants } from "../support/invariants";
import { useRig } from "./rig/open-rig";
import { useRace, wins } from "./rig/race";
import { makeLink, makePayment } from "./rig/steps";

const rig = useRig();
const reference = () => `race-${randomBytes(5).toString("hex")}`;

const race = useRace(rig);

afterEach(() => expectInvariants(rig));

describe("two hundred at once on two web processes", () => {
  it("a double click makes one link and gives one answer", async () => {
    const name = reference();
    const body = { amount: 45_000, currency: "TRY", customer: { name: "Çift Tık" }, reference_no: name };
    const [answers] = await race([201, 409], () => rig.api("POST", "/paylinks", { body, key: name }));
    const made = new Set((answers ?? []).filter(({ status }) => status === 201).map(({ text }) => text));
    expect(made.size).toBe(1);
    const links = (await rig.truth()).links ?? [];
    expect(links.filter((link) => String(link.reference_no).startsWith(name))).toHaveLength(1);
  });

  it("refund and refund: never more is reserved than is left", async () => {
    const { id } = await makePayment(rig, 100_000, reference());
    const ask = () => rig.api("POST", `/payments/${id}/refunds`, { body: { amount: 30_000 } });
    const [all] = await race([201, 422], ask);
    expect(wins(all)).toBe(3);
  });

  it("refund and void of the whole: one of them takes it", async () => {
    const { id } = await makePayment(rig, 100_000, reference());
    const [refunds, voids] = await race(
      [200, 201, 409, 422],
      () => rig.api("POST", `/payments/${id}/refunds`, {}),
      () => rig.api("POST", `/payments/${id}/void`, {}),
    );
    expect(wins(refunds) + wins(voids)).toBe(1);
    await eventuallyPasses(async () => {
      const back = ((await rig.truth()).refunds ?? []).filter((row) => row.status === "approved");
      expect(back.filter((row) => row.amount === 100_000).length).toBeGreaterThan(0);
      expect((await rig.api("GET", `/payments/${id}`)).body.amount_refunded).toBe(100_000);
    }, 20_000);
  });

  // A void that comes after the capture is the void of today's sale: also right, but then of money that was taken.
  it("capture and void of a held amount: it is taken or let go, once, never both", async () => {
    const { id, link } = await makePayment(rig, 80_000, reference(), true);
    const [captures, voids] = await race(
      [200, 409, 422],
      () => rig.api("POST", `/payments/${id}/capture`, {}),
      () => rig.api("POST", `/payments/${id}/void`, {}),
    );
    expect(wins(captures)).toBeLessThanOrEqual(1);
    expect(wins(captures) + wins(voids)).toBeGreaterThan(0);
    const end = wins(voids) > 0 ? "voided" : "captured";
    await eventuallyPasses(async () => expect((await rig.api("GET", `/payments/${id}`)).body.status).toBe(end), 20_000);
    const rows = ((await rig.truth()).transactions ?? []).filter((row) => row.reference_no === link.provider_reference);
    // Never both taken and let go, unless the capture was taken back in between (4 capture, 6 taken back, 5 let go).
    const kinds = rows.map((row) => Number(row.transaction_type)).filter((kind) => kind > 3);
    expect(["4", "5", "4,6", "4,5,6"]).toContain(kinds.sort().join(","));
  });

  it("approve and withdraw: at most one approval and then one withdrawal", async () => {
    const { id } = await makePayment(rig, 900_000, reference());
    const refund = await rig.api("POST", `/payments/${id}/refunds`, {});
    expect(refund.body.status).toBe("awaiting_approval");
    const [approver] = await rig.rows<{ id: string }>("select id from users where email = 'approver@vezne.test'");
    const as = await createApiKey({ id: rig.merchant.id, ownerId: "" }, { userId: approver?.id ?? "" });
    const [approvals, withdrawals] = await race(
      [200, 409],
      () => rig.api("POST", `/refunds/${refund.body.id}/approve`, { as, body: { amount: 900_000 } }),
      () => rig.api("POST", `/refunds/${refund.body.id}/withdraw`, {}),
    );
    expect(wins(approvals)).toBeLessThanOrEqual(1);
    expect(wins(withdrawals)).toBeLessThanOrEqual(1);
    expect(wins(approvals) + wins(withdrawals)).toBeGreaterThan(0);
  });

  it("the browser's return and the provider's notice: one capture", async () => {
    const link = await makeLink(rig, 70_000, reference());
    await rig.control("faults", { provider: "paynet", operation: "webhook", effect: "none", times: 1 });
    const paid = await rig.control(`paylinks/${link.provider_id}/pay`);
    const known = ((await rig.truth()).links ?? []).find((row) => row.id === link.provider_id);
    const notice = JSON.stringify({ referance_no: link.provider_reference, amount: 700, is_succeed: true });
    const back = new URL(String(known?.succeed_url));
    back.searchParams.set("xact_id", String(paid.body.xact_id));
    await race(
      [200, 303],
      () => rig.send(String(known?.confirmation_url), { method: "POST", body: notice }),
      () => rig.send(back.href),
    );
    await eventuallyPasses(async () => {
      const payments = await rig.rows<{ status: string; journals: string }>(
        `select p.status, (select count(*) from journals j where j.payment_id = p.id and j.kind = 'capture') as journals
         from payments p where p.paylink_id = $1 and p.paid_at is not null`,
        [link.id],
      );
      expect(payments).toEqual([{ status: "captured", journals: "1" }]);
    }, 20_000);
  });
});
