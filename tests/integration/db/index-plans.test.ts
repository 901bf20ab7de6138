import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { withMerchant } from "@/db/tenancy";
import { createMerchant } from "../../support/factories";
import { useProduct } from "../../support/product-process";

const product = useProduct();

/** What the planner does where it may choose: whole tables only when no index can answer. */
async function planOf(query: string): Promise<string> {
  await product.rows("set enable_seqscan = off");
  const plan = await product.rows<{ "QUERY PLAN": string }>(`explain ${query}`);
  return plan.map((row) => row["QUERY PLAN"]).join("\n");
}

it.each([
  ["refunds", "next_check_at <= vezne_now()", "next_check_at <="],
  ["escrow_accounts", "next_check_at <= vezne_now()", "next_check_at <="],
  ["payouts", "next_check_at <= vezne_now()", "next_check_at <="],
])("a question about time asked of %s is answered by an index, not by every row", async (table, condition, indexed) => {
  expect(await planOf(`select 1 from ${table} where ${condition}`)).toMatch(new RegExp(`Index Cond: .*${indexed}`));
});

it("the clock is stable within a statement: an index may answer a question about time", async () => {
  expect(await product.rows("select provolatile from pg_proc where proname = 'vezne_now'")).toEqual([
    { provolatile: "s" },
  ]);
});

const SEARCHED = ["payments", "paylinks", "checkouts"].flatMap((table) =>
  ["email_key", "name_key", "phone_key"].map((key) => [table, key] as const),
);

it.each(SEARCHED)("%s are searched by the index of their %s, under row-level security too", async (table, key) => {
  const { id } = await createMerchant();
  const { rows } = await withMerchant(id, async (tx) => {
    // Few rows are read by any index; in this order only by the key's own.
    await tx.execute(sql`set local enable_seqscan = off; set local enable_sort = off`);
    return tx.execute(
      sql.raw(
        `explain select id from ${table} where merchant_id = '${id}' and mode = 'test' and ${key} >= 'ay' and ${key} < 'ay~' order by ${key}`,
      ),
    );
  });
  const plan = rows.map((row) => row["QUERY PLAN"]).join("\n");
  expect(plan).toMatch(new RegExp(`Index Cond: .*${key} >= 'ay'`));
});
