import pg from "pg";
import { beforeAll, describe, expect, it } from "vitest";
import { statements } from "@/db/client";
import { systemClock } from "@/lib/kernel/clock";
import { followPaylink } from "@/lib/paylinks/follow-paylink";
import { listPayments } from "@/lib/payments/queries";
import { PaymentFilter } from "@/lib/payments/schemas";
import { planBulkRefund } from "@/lib/refunds/bulk/plan-bulk-refund";
import { requestBulkRefund } from "@/lib/refunds/bulk/request-bulk-refund";
import { requestRefund } from "@/lib/refunds/request-refund";
import { makeContext } from "../../support/context";
import { createMerchant, type TestMerchant } from "../../support/factories";
import { createLink } from "../../support/factories-paylink";
import { useProduct } from "../../support/product-process";

const DAY = 86_400;
const LIMIT = 500_000;
const product = useProduct();
let merchant: TestMerchant;
let commands = 0;

beforeAll(async () => {
  merchant = await createMerchant();
});

const owner = () => makeContext(merchant);
/** A caller that named its command: calling again with the same context is sending it again. */
function command() {
  commands += 1;
  return { ...owner(), commandSeed: `bulk ${commands}` };
}

async function paid(amount = 100_000, reference?: string): Promise<string> {
  const link = await createLink(merchant, { amount, ...(reference ? { reference_no: reference } : {}) });
  await product.sandbox.pay(link.provider_id ?? "");
  await followPaylink({ merchantId: merchant.id, paylinkId: link.id, clock: systemClock });
  const [payment] = (await listPayments(owner(), PaymentFilter.parse({ paylink_id: link.id }))).data;
  return payment?.id ?? "";
}

const refundsOf = (ids: string[]) =>
  product.rows<{ id: string; payment_id: string; status: string; batch_id: string | null }>(
    "select id, payment_id, status, batch_id from refunds where payment_id = any($1) order by payment_id",
    [ids],
  );
const rowsOf = (ids: string[], amount = 10_000) => ids.map((id) => ({ payment_id: id, amount }));

describe("a dry run", () => {
  it("gives every row its verdict, the sums by verdict and the exact total, and reserves nothing", async () => {
    const old = await paid(100_000, "TOPLU-1");
    await product.advance(DAY);
    const [whole, part, empty] = [await paid(30_000), await paid(50_000), await paid(20_000)];
    await requestRefund(owner(), { payment_id: empty });
    const plan = await planBulkRefund(owner(), {
      rows: [
        { payment_id: whole },
        { payment_id: part, amount: 20_000 },
        { reference_no: "TOPLU-1", amount: 25_000 },
        { payment_id: part, amount: 1 },
        { payment_id: empty, amount: 20_000 },
        { payment_id: whole.replace(/.{6}$/, "zzzzzz") },
        { payment_id: old.replace("pay_", "pay_x"), amount: 5 },
      ],
    });
    expect(plan.rows.map(({ verdict, reason, amount }) => [verdict, reason, amount])).toEqual([
      ["cancel", null, 30_000],
      ["scheduled", null, 20_000],
      ["refund", null, 25_000],
      ["refused", "twice_in_list", null],
      ["refused", "more_than_left", null],
      ["refused", "not_found", null],
      ["refused", "not_found", null],
    ]);
    expect([plan.count, plan.total, plan.by_verdict]).toEqual([
      3,
      75_000,
      {
        cancel: { count: 1, amount: 30_000 },
        scheduled: { count: 1, amount: 20_000 },
        refund: { count: 1, amount: 25_000 },
        approval: { count: 0, amount: 0 },
        refused: { count: 4, amount: 0 },
      },
    ]);
    expect(await refundsOf([whole, part, old])).toEqual([]);
  });

  it("refuses what is not captured and a reference that several payments carry", async () => {
    const unpaid = await createLink(merchant, { reference_no: "TOPLU-OPEN" });
    await Promise.all([paid(10_000, "TOPLU-TWO"), paid(10_000, "TOPLU-TWO")]);
    const failed = await paid();
    await requestRefund(owner(), { payment_id: failed });
    const plan = await planBulkRefund(owner(), {
      rows: [{ reference_no: unpaid.reference_no }, { reference_no: "TOPLU-TWO" }, { payment_id: failed }],
    });
    expect(plan.rows.map(({ reason }) => reason)).toEqual(["not_found", "several_payments", "more_than_left"]);
  });

  it("asks for a second person when a row is above the limit, and for all rows when only their sum is", async () => {
    const [big, one, two] = [await paid(600_000), await paid(300_000), await paid(300_000)];
    const alone = await planBulkRefund(owner(), { rows: [{ payment_id: big }] });
    expect(alone.rows.map(({ verdict }) => verdict)).toEqual(["approval"]);
    const within = await planBulkRefund(owner(), { rows: rowsOf([one, two], 250_000) });
    expect([within.total, within.by_verdict.approval.count]).toEqual([LIMIT, 0]);
    const above = await planBulkRefund(owner(), { rows: [...rowsOf([one], 250_000), ...rowsOf([two], 250_001)] });
    expect(above.rows.map(({ verdict }) => verdict)).toEqual(["approval", "approval"]);
  });

  it("knows nothing of another merchant's payments", async () => {
    const id = await paid();
    const stranger = makeContext(await createMerchant());
    expect((await planBulkRefund(stranger, { rows: [{ payment_id: id }] })).rows[0]).toMatchObject({
      verdict: "refused",
      reason: "not_found",
    });
  });
});

describe("a batch", () => {
  it("asks for each possible row once, as an ordinary refund of the batch", async () => {
    const ids = [await paid(), await paid()];
    const result = await requestBulkRefund(command(), { rows: rowsOf(ids), reason: "geri çağırma", total: 20_000 });
    expect(result.rows.map(({ payment_id, status, error }) => [payment_id, status, error])).toEqual(
      ids.map((id) => [id, "scheduled", null]),
    );
    expect((await refundsOf(ids)).map(({ batch_id }) => batch_id)).toEqual([result.id, result.id]);
  });

  it("sent again, ten times at once, is the same batch", async () => {
    const ids = [await paid(), await paid(), await paid()];
    const ctx = command();
    const input = { rows: rowsOf(ids), reason: "iki kez", total: 30_000 };
    const answers = await Promise.all(Array.from({ length: 10 }, () => requestBulkRefund(ctx, input)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer.rows.map(({ refund_id }) => refund_id)))).size).toBe(
      1,
    );
    expect(await refundsOf(ids)).toHaveLength(3);
  });

  it("that failed in the middle goes on where it stopped", async () => {
    const ids = [await paid(), await paid(), await paid()];
    const ctx = command();
    const input = { rows: rowsOf(ids), reason: "yarım", total: 30_000 };
    const holder = new pg.Client({ connectionString: product.database.adminUrl });
    await holder.connect();
    await holder.query("begin");
    await holder.query("select 1 from payments where id = $1 for update", [ids[1]]);
    // Somebody holds the second payment for longer than a command waits: our run ends there like a killed one.
    await expect(requestBulkRefund(ctx, input)).rejects.toMatchObject({ code: "55P03" });
    const [first, ...others] = await refundsOf(ids);
    expect([first?.payment_id, others]).toEqual([ids[0], []]);
    await holder.query("rollback");
    await holder.end();
    const { rows } = await requestBulkRefund(ctx, input);
    expect(rows.map(({ error }) => error)).toEqual([null, null, null]);
    expect(rows[0]?.refund_id).toBe(first?.id);
    expect(await refundsOf(ids)).toHaveLength(3);
  });

  it("with another list or sum under the same command is refused", async () => {
    const ids = [await paid(), await paid()];
    const ctx = command();
    await requestBulkRefund(ctx, { rows: rowsOf(ids), reason: "ilk", total: 20_000 });
    for (const other of [
      { rows: rowsOf(ids, 5_000), reason: "ilk", total: 10_000 },
      { rows: rowsOf(ids), reason: "başka", total: 20_000 },
    ]) {
      await expect(requestBulkRefund(ctx, other)).rejects.toMatchObject({ code: "idempotency_mismatch" });
    }
    expect(await refundsOf(ids)).toHaveLength(2);
  });

  it("whose sum is not the one that was typed is refused whole, with the sum as it is now", async () => {
    const ids = [await paid(), await paid()];
    await requestRefund(owner(), { payment_id: ids[0], amount: 95_000 });
    const work = requestBulkRefund(command(), { rows: rowsOf(ids), reason: "eski", total: 20_000 });
    await expect(work).rejects.toMatchObject({ code: "conflict", details: { reason: "total_changed", total: 10_000 } });
    expect(await refundsOf([ids[1] ?? ""])).toEqual([]);
  });

  it("raced by another refund and a rival batch: no payment is promised twice, and somebody wins", async () => {
    const ids = [await paid(), await paid()];
    const ctx = command();
    const input = { rows: rowsOf(ids, 60_000), reason: "yarış", total: 120_000 };
    const results = await Promise.allSettled([
      requestBulkRefund(ctx, input),
      requestRefund(owner(), { payment_id: ids[1], amount: 60_000 }),
      requestBulkRefund({ ...ctx, commandSeed: `${ctx.commandSeed} rival` }, input),
    ]);
    expect(results.map(({ status }) => status).includes("fulfilled")).toBe(true);
    const reserved = await Promise.all(ids.map(async (id) => (await refundsOf([id])).length));
    // Whoever came too late is refused, as a row or as a batch whose total no longer holds.
    expect(Math.max(...reserved)).toBe(1);
  });

  it("above the limit by its sum alone waits for a second person, row by row", async () => {
    const ids = [await paid(300_000), await paid(300_000)];
    const rows = [...rowsOf(ids.slice(0, 1), 300_000), ...rowsOf(ids.slice(1), 200_001)];
    const result = await requestBulkRefund(command(), { rows, reason: "çok", total: 500_001 });
    expect(result.rows.map(({ status }) => status)).toEqual(["awaiting_approval", "awaiting_approval"]);
  });

  it.each(["cashier", "support", "auditor", "developer", "approver"] as const)("is not for %s", async (role) => {
    const rows = [{ payment_id: "pay_none" }];
    const ctx = makeContext(merchant, { role });
    await expect(planBulkRefund(ctx, { rows })).rejects.toMatchObject({ code: "forbidden" });
    await expect(requestBulkRefund(ctx, { rows, reason: "x", total: 1 })).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("the database holds the batch to its list", () => {
  const reserve = (wish: Record<string, string | null>) => {
    commands += 1;
    const app = statements("vezne_app");
    return app<{ answer: { result: string } }[]>`select request_refund(${app.json({
      merchant_id: merchant.id,
      mode: "test",
      kind: "refund",
      reason: "x",
      actor: { kind: "user", id: merchant.ownerId },
      user_id: merchant.ownerId,
      new_refund_id: `re_probe_${commands}`,
      new_journal_id: `jrn_probe_${commands}`,
      ...wish,
    })}) as answer`;
  };

  it("another payment, another amount, another person and a second refund are not of the batch", async () => {
    const [inside, outside] = [await paid(), await paid()];
    const batch = await requestBulkRefund(command(), { rows: rowsOf([inside]), reason: "x", total: 10_000 });
    const wishes = [
      { payment_id: outside, amount: "10000" },
      { payment_id: inside, amount: "9999" },
      { payment_id: inside, amount: "10000" },
      { payment_id: inside, amount: "10000", user_id: "usr_other" },
    ];
    for (const wish of wishes) {
      const [row] = await reserve({ batch_id: batch.id, ...wish });
      expect(row?.answer.result).toBe("not_in_batch");
    }
  });

  it("a batch never changes", async () => {
    await expect(product.rows("update refund_batches set amount = 1")).rejects.toMatchObject({ code: "VZ002" });
    await expect(product.rows("delete from refund_batches")).rejects.toMatchObject({ code: "VZ002" });
  });
});
