import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { paylinks } from "@/db/schema/paylinks";
import { transact } from "@/db/tenancy";
import { createMerchant } from "../../support/factories";
import { createLink } from "../../support/factories-paylink";
import { useProduct } from "../../support/product-process";

useProduct();

it("a statement that reaches a neighbour's row fails in every suite; one that is about one row does not", async () => {
  const merchant = await createMerchant();
  const [first] = [await createLink(merchant), await createLink(merchant)];
  const touch = { absentAnswers: 0 };
  await transact(merchant.id, (tx) => tx.update(paylinks).set(touch).where(eq(paylinks.id, first.id)));
  await expect(
    transact(merchant.id, (tx) => tx.update(paylinks).set(touch).where(eq(paylinks.merchantId, merchant.id))),
  ).rejects.toMatchObject({ cause: { message: "one statement changed 2 rows of paylinks" } });
});
