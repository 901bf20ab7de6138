import { beforeAll, describe, expect, it } from "vitest";
import { systemClock } from "@/lib/kernel/clock";
import { countDay, signDay } from "@/lib/pos/closing/count-day";
import { getOpenDay } from "@/lib/pos/closing/queries";
import { cancelPosSale } from "@/lib/pos/steps/decide-sale";
import { makeContext } from "../../support/context";
import { createMerchant, createUser, type TestMerchant } from "../../support/factories";
import { useProduct } from "../../support/product-process";
import { ask, newTill } from "./pos-sale";

const product = useProduct({ providerTimeoutMs: 1_500 });
let merchant: TestMerchant;
let people: { cashier: string; boss: string };

beforeAll(async () => {
  merchant = await createMerchant();
  people = {
    cashier: (await createUser(merchant.id, "cashier")).id,
    boss: (await createUser(merchant.id, "finance")).id,
  };
});

const cashier = () => makeContext(merchant, { role: "cashier", userId: people.cashier });
const boss = () => makeContext(merchant, { role: "finance", userId: people.boss });

const istanbul = (at: Date) => new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/Istanbul" }).format(at);
const today = () => istanbul(systemClock.now());
const secondsToMidnight = () => {
  const now = systemClock.now();
  const next = new Date(`${istanbul(new Date(now.getTime() + 86_400_000))}T00:00:00+03:00`);
  return Math.ceil((next.getTime() - now.getTime()) / 1_000);
};

async function sell(amount: number, how: "approve" | "given_up" = "approve") {
  const { startPosSale } = await import("@/lib/pos/sales/start-sale");
  const session = await startPosSale(cashier(), { amount, ...newTill() });
  if (how === "given_up") await cancelPosSale(cashier(), { id: session.id });
  await product.sandbox.pos(session.payment_session_id ?? "", how === "given_up" ? "late_success" : "approve");
  return { session, settle: () => ask(merchant, session.id) };
}

const count = (pos: number, more: Record<string, unknown> = {}) =>
  countDay(cashier(), { day: today(), counted: { pos }, ...more });

describe("the end of a cashier's day", () => {
  it("says what the books expect, wants a reason for a difference, and two people", async () => {
    await (await sell(14_990)).settle();
    await (await sell(5_000)).settle();
    const open = await getOpenDay(cashier(), today());
    expect(open.branches[0]).toMatchObject({
      branch: null,
      expected: { pos: 19_990, paylink: 0, checkout: 0 },
      items: 2,
    });
    await expect(count(19_000)).rejects.toMatchObject({ code: "invalid_input" });
    const counted = await count(19_000, { reason: "Bir fiş eksik" });
    expect(counted).toMatchObject({ status: "counted", difference: -990, expected: { pos: 19_990 }, may_sign: false });
    expect(await count(19_990)).toMatchObject({ id: counted.id, difference: 0, reason: null });

    await expect(signDay(cashier(), { id: counted.id, decision: "sign" })).rejects.toMatchObject({ code: "forbidden" });
    expect(await signDay(boss(), { id: counted.id, decision: "send_back" })).toMatchObject({ status: "sent_back" });
    await count(19_990);
    expect(await signDay(boss(), { id: counted.id, decision: "sign" })).toMatchObject({ status: "locked" });
    expect(await signDay(boss(), { id: counted.id, decision: "sign" })).toMatchObject({ status: "locked" });
    await expect(count(1)).rejects.toMatchObject({ details: { reason: "day_locked" } });
    for (const change of ["update pos_closings set difference = 1", "delete from pos_closing_rows"]) {
      await expect(product.rows(`${change} where merchant_id = $1`, [merchant.id])).rejects.toMatchObject({
        code: "VZ002",
      });
    }
  });

  it("money that becomes known after the day was locked belongs to the next day and says so", async () => {
    const first = await getOpenDay(cashier(), today());
    expect(first.branches[0]?.items).toBe(0);
    const late = await sell(7_700, "given_up");
    await product.advance(secondsToMidnight() + 60);
    await late.settle();
    const open = await getOpenDay(cashier(), today());
    expect(open.branches[0]).toMatchObject({ expected: { pos: 7_700 }, items: 1 });
    const counted = await count(7_700);
    expect(counted.rows).toMatchObject([{ amount: 7_700, late: true }]);
    await signDay(boss(), { id: counted.id, decision: "sign" });
    expect((await getOpenDay(cashier(), today())).branches[0]?.items).toBe(0);
  });

  it("a sale one second before midnight in Istanbul is that day's, one second after is the next's", async () => {
    const [row] = await product.rows<{ before: string; after: string }>(
      "select istanbul_day('2026-11-22T20:59:59Z')::text as before, istanbul_day('2026-11-22T21:00:00Z')::text as after",
    );
    expect(row).toEqual({ before: "2026-11-22", after: "2026-11-23" });
    await product.advance(secondsToMidnight() + 3_600);
    await product.advance(secondsToMidnight() - 30);
    const day = today();
    await (await sell(1_000)).settle();
    await product.advance(60);
    await (await sell(2_000)).settle();
    const sums = async (of: string) => (await getOpenDay(cashier(), of)).branches[0]?.expected.pos;
    expect(await sums(day)).toBe(1_000);
    expect(await sums(today())).toBe(2_000);
  });

  it("is refused when something changed between the count and the second signature", async () => {
    await product.advance(secondsToMidnight() + 3_600);
    await (await sell(2_000)).settle();
    const sale = await sell(3_000);
    const counted = await count(2_000);
    await sale.settle();
    await expect(signDay(boss(), { id: counted.id, decision: "sign" })).rejects.toMatchObject({
      details: { reason: "changed_since_counted" },
    });
    expect(await count(5_000)).toMatchObject({ difference: 0 });
    expect(await signDay(boss(), { id: counted.id, decision: "sign" })).toMatchObject({ status: "locked" });
  });

  it("twenty counts and signatures at once leave one locked day", async () => {
    await product.advance(86_400);
    await (await sell(9_900)).settle();
    const counts = await Promise.allSettled(Array.from({ length: 20 }, () => count(9_900)));
    expect(counts.every(({ status }) => status === "fulfilled")).toBe(true);
    const [closing] = await product.rows<{ id: string }>("select id from pos_closings where day = $1", [today()]);
    const signatures = await Promise.allSettled(
      Array.from({ length: 20 }, () => signDay(boss(), { id: closing?.id ?? "", decision: "sign" })),
    );
    expect(signatures.every(({ status }) => status === "fulfilled")).toBe(true);
    expect(
      await product.rows("select 1 from audit_log where subject_id = $1 and action = 'pos_closing.locked'", [
        closing?.id,
      ]),
    ).toHaveLength(1);
  });

  it("a day that has not come is refused, and another person's day is not a cashier's", async () => {
    const tomorrow = istanbul(new Date(systemClock.now().getTime() + 86_400_000));
    await expect(countDay(cashier(), { day: tomorrow, counted: {} })).rejects.toMatchObject({ code: "invalid_input" });
    await expect(countDay(cashier(), { day: today(), cashier_id: people.boss, counted: {} })).rejects.toMatchObject({
      code: "forbidden",
    });
  });
});
