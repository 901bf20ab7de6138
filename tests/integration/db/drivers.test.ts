import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { statements, transactionPool } from "@/db/client";
import { assertOutsideTransaction, transact, withMerchant } from "@/db/tenancy";
import { createMerchant } from "../../support/factories";
import { useProduct } from "../../support/product-process";

const product = useProduct();

describe("what the statement driver carries", () => {
  it.each([
    [[]],
    [["plain"]],
    [["", " ", "NULL", "null", "ğüşiöç İı", 'quote " and \\ backslash', "{braces},comma", "line\nbreak\ttab", "🇹🇷"]],
  ])("text arrays arrive unchanged: %j", async (texts) => {
    const [row] = await statements("vezne_app")<{ texts: string[] }[]>`select ${texts}::text[] as texts`;
    expect(row?.texts).toEqual(texts);
    const matching = await statements("vezne_app")`select t from unnest(${texts}::text[]) t where t = any(${texts})`;
    expect(matching).toHaveLength(texts.length);
  });

  it("amounts stay bigint to the last kuruş", async () => {
    const amount = 9_007_199_254_740_993n;
    const [row] = await statements("vezne_app")`select ${amount.toString()}::bigint as amount`;
    expect(row?.amount).toBe(amount);
  });
});

describe("connections", () => {
  it("have limits for statements, locks and idle transactions in both drivers", async () => {
    const expected = ["5s", "2s", "10s", "vezne_app"];
    const [row] = await statements("vezne_app")`select
      array[current_setting('statement_timeout'), current_setting('lock_timeout'),
            current_setting('idle_in_transaction_session_timeout'), current_user::text] as values`;
    expect(row?.values).toEqual(expected);
    const { rows } = await transactionPool().query(
      `select array[current_setting('statement_timeout'), current_setting('lock_timeout'),
         current_setting('idle_in_transaction_session_timeout'), current_user::text] as values`,
    );
    expect(rows).toEqual([{ values: expected }]);
  });

  it("are one pool a process and role, however often they are asked for", () => {
    expect(transactionPool()).toBe(transactionPool());
    expect(statements("vezne_app")).toBe(statements("vezne_app"));
    expect(statements("vezne_app")).not.toBe(statements("vezne_system"));
  });

  it("a statement that runs too long is stopped", async () => {
    await expect(statements("vezne_app")`select pg_sleep(30)`).rejects.toMatchObject({ code: "57014" });
  });

  it("a transaction that kept a failed statement to itself is never told as done", async () => {
    const merchant = await createMerchant();
    const silent = transact(merchant.id, async (tx) => {
      await tx.execute(sql`select 1 / 0`).catch(() => undefined);
      return "done";
    });
    await expect(silent).rejects.toThrow("the transaction was undone");
  });

  it("an abandoned transaction gives its connection back", async () => {
    const merchant = await createMerchant();
    for (let round = 0; round < 20; round += 1) {
      const failing = withMerchant(merchant.id, async () => {
        throw new Error("given up");
      });
      await expect(failing).rejects.toThrow("given up");
    }
    expect(transactionPool().waitingCount).toBe(0);
    expect(
      await product.rows(
        "select 1 from pg_stat_activity where state like 'idle in transaction%' and datname = current_database()",
      ),
    ).toEqual([]);
  });

  it("a provider cannot be called while a transaction is open", async () => {
    const merchant = await createMerchant();
    await withMerchant(merchant.id, async () => {
      expect(() => assertOutsideTransaction("a provider call")).toThrow("while a transaction is open");
    });
    expect(() => assertOutsideTransaction("a provider call")).not.toThrow();
  });
});
