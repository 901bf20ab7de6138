import { expect, it } from "vitest";
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
