import { expect, it } from "vitest";
import { seedDemo } from "@/db/seed/seed-demo";
import { systemClock } from "@/lib/kernel/clock";
import { useProduct } from "../../support/product-process";

const product = useProduct();

it("the demo has a case in each state of the desk, and its books hold", async () => {
  await seedDemo(systemClock.now());
  const rows = await product.rows<{ substate: string; count: string }>(
    "select substate, count(*) from escrow_accounts group by 1 order by 1",
  );
  expect(Object.fromEntries(rows.map(({ substate, count }) => [substate, Number(count)]))).toEqual({
    delivered: 2,
    disputed: 1,
    release_requested: 1,
    released: 1,
    shipped: 1,
  });
});
