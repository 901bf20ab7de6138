import pg from "pg";
import { beforeEach, describe, expect, it } from "vitest";
import { statements } from "@/db/client";
import { balancesOf } from "@/lib/ledger/queries";
import { verifyLedger } from "@/lib/ledger/verify-ledger.system";
import { writeCheckpoints } from "@/lib/ledger/write-checkpoints.system";
import { requestRefund } from "@/lib/refunds/request-refund";
import { makeContext } from "../../support/context";
import { eventuallyPasses } from "../../support/eventually-passes";
import { createMerchant, type TestMerchant } from "../../support/factories";
import { book, createLink, transactionOf } from "../../support/factories-paylink";
import { useProduct } from "../../support/product-process";

const product = useProduct();
let merchant: TestMerchant;

beforeEach(async () => {
  merchant = await createMerchant();
});

async function capture(amount = 100_000): Promise<string> {
  const link = await createLink(merchant, { amount });
  const result = await book(merchant, link, transactionOf(link));
  if (result.kind !== "booked") throw new Error("not booked");
  return result.paymentId;
}

const receivable = async () =>
  (await balancesOf(makeContext(merchant))).find(({ account }) => account.startsWith("provider_receivable"))?.amount;

const checkpoints = () =>
  product.rows<{ account_code: string; horizon: string }>(
    "select account_code, horizon::text from balance_checkpoints where merchant_id = $1 order by horizon, account_code",
    [merchant.id],
  );

/** Straight from the entries, without any checkpoint. */
const summed = () =>
  product.rows(
    `select account_code as account, currency, sum(amount)::int as amount from entries where merchant_id = $1
     group by 1, 2 order by 1`,
    [merchant.id],
  );

const read = async () =>
  (await balancesOf(makeContext(merchant))).map(({ account, currency, amount }) => ({ account, currency, amount }));

describe("balances from checkpoints", () => {
  it("are the sum of the entries before, at and after a checkpoint", async () => {
    const payment = await capture();
    expect(await read()).toEqual(await summed());
    // A transaction of another database of this server holds the horizon back while it lasts.
    await eventuallyPasses(async () => expect(await writeCheckpoints(1)).toBeGreaterThan(0), 10_000);
    expect(await read()).toEqual(await summed());
    await requestRefund(makeContext(merchant), { payment_id: payment, amount: 30_000 });
    await capture(70_000);
    expect(await read()).toEqual(await summed());
    await writeCheckpoints(1);
    expect(await read()).toEqual(await summed());
    expect((await checkpoints()).filter(({ account_code }) => account_code === "merchant_payable")).toHaveLength(2);
  });

  it("an account without new entries gets no second checkpoint, and few entries get none", async () => {
    await capture();
    await writeCheckpoints(1);
    const before = await checkpoints();
    await writeCheckpoints(1);
    expect(await checkpoints()).toEqual(before);
    await capture();
    await writeCheckpoints(200);
    expect(await checkpoints()).toEqual(before);
  });

  it("count an entry whose transaction began before the checkpoint and committed after it", async () => {
    await capture();
    const slow = new pg.Client({ connectionString: product.database.adminUrl });
    await slow.connect();
    try {
      await slow.query("begin");
      await slow.query(
        `with j as (insert into journals (merchant_id, id, mode, kind, ref, payment_id, effective_at, created_at)
           values ($1, 'jrn_slow', 'test', 'trial', 'slow', 'none', vezne_now(), vezne_now()) returning id)
         insert into entries (merchant_id, journal_id, leg, mode, account_code, amount, currency)
         select $1, j.id, leg, 'test', code, amount, 'TRY' from j,
           (values (1, 'provider_receivable:paynet', 500), (2, 'merchant_payable', -500)) v(leg, code, amount)`,
        [merchant.id],
      );
      // Written and committed while the slow one still runs: its number is higher, its commit is earlier.
      await capture(60_000);
      const seen = await receivable();
      await writeCheckpoints(1);
      expect(await receivable()).toBe(seen);
      await slow.query("commit");
    } finally {
      await slow.end();
    }
    expect(await read()).toEqual(await summed());
    await writeCheckpoints(1);
    expect(await read()).toEqual(await summed());
    expect(await receivable()).toBe(98_000 + 58_800 + 500);
    await product.rows(
      `do $$ begin perform set_config('session_replication_role', 'replica', true);
       delete from balance_checkpoints; delete from entries where journal_id = 'jrn_slow'; delete from journals where id = 'jrn_slow'; end $$`,
    );
  });

  it("do not trust the horizons of another cluster, where transaction numbers mean something else", async () => {
    await capture();
    await writeCheckpoints(1);
    await product.rows(
      `do $$ begin perform set_config('session_replication_role', 'replica', true);
       update balance_checkpoints set cluster = 1, amount_debit = amount_debit + 7; end $$`,
    );
    expect(await read()).toEqual(await summed());
  });

  it("read as many entries after twenty thousand as after two hundred", async () => {
    await capture();
    const grow = (from: number, to: number) =>
      product.rows(
        `with j as (insert into journals (merchant_id, id, mode, kind, ref, payment_id, effective_at, created_at)
           select $1, 'jrn_grow_' || n, 'test', 'growth', n::text, 'none', vezne_now(), vezne_now()
           from generate_series($2::int, $3::int) n returning id)
         insert into entries (merchant_id, journal_id, leg, mode, account_code, amount, currency)
         select $1, j.id, leg, 'test', code, amount, 'TRY' from j,
           (values (1, 'provider_receivable:paynet', 5), (2, 'merchant_payable', -5)) v(leg, code, amount)`,
        [merchant.id, from, to],
      );
    const entriesRead = async () => {
      await product.rows("analyze entries");
      const [plan] = await product.rows<{ "QUERY PLAN": unknown }>(
        `explain (analyze, format json, timing off) select * from entries e, (select coalesce(max(horizon::text::bigint), 0) as h
           from balance_checkpoints where merchant_id = '${merchant.id}' and account_code = 'merchant_payable') k
         where e.merchant_id = '${merchant.id}' and e.mode = 'test' and e.account_code = 'merchant_payable' and e.currency = 'TRY'
           and e.written_by >= k.h::text::xid8`,
      );
      return JSON.stringify(plan);
    };
    await grow(1, 200);
    await writeCheckpoints(200);
    const small = await balanceBlocks();
    await grow(201, 20_000);
    await writeCheckpoints(200);
    expect(await receivable()).toBe(98_000 + 100_000);
    const large = await balanceBlocks();
    expect(await entriesRead()).toContain("entries_tail");
    expect(large).toBeLessThan(small * 3 + 30);
    await product.rows(
      `do $$ begin perform set_config('session_replication_role', 'replica', true); delete from balance_checkpoints;
       delete from entries where journal_id like 'jrn_grow_%'; delete from journals where kind = 'growth'; end $$`,
    );
  });

  it("a wrong checkpoint is named by the verifier, and nobody can write one afterwards", async () => {
    await capture();
    await writeCheckpoints(1);
    const plant = (sign: string) =>
      product.rows(
        `do $$ begin perform set_config('session_replication_role', 'replica', true);
         update balance_checkpoints set amount_debit = amount_debit ${sign} 1 where account_code = 'fees_expense'; end $$`,
      );
    await plant("+");
    const broken = (await verifyLedger()).filter(({ rows }) => rows.length > 0).map(({ name }) => name.split(":")[0]);
    expect(broken).toEqual(["I2 checkpoints"]);
    await plant("-");
    const system = statements("vezne_system");
    await expect(system`update balance_checkpoints set amount_debit = 0`).rejects.toMatchObject({
      code: /42501|VZ002/,
    });
    await expect(statements("vezne_app")`select write_balance_checkpoints(1)`).rejects.toMatchObject({ code: "42501" });
  });
});

/** Blocks that one read of the balances touches. */
async function balanceBlocks(): Promise<number> {
  await product.rows("vacuum analyze entries");
  const [plan] = await product.rows<{ "QUERY PLAN": [{ Plan: Record<string, number> }] }>(
    `explain (analyze, buffers, format json) select * from account_balances('${merchant.id}', 'test')`,
  );
  const top = plan?.["QUERY PLAN"][0].Plan ?? {};
  return (top["Shared Hit Blocks"] ?? 0) + (top["Shared Read Blocks"] ?? 0);
}
