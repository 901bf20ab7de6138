import { expect, it } from "vitest";
import { useProduct } from "../../support/product-process";

const product = useProduct();

it("the clock is stable within a statement: an index may answer a question about time", async () => {
  expect(await product.rows("select provolatile from pg_proc where proname = 'vezne_now'")).toEqual([
    { provolatile: "s" },
  ]);
});
