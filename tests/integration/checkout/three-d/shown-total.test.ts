import { beforeAll, expect, it } from "vitest";
import { readInstallments } from "@/lib/checkout/tries/installments";
import { systemClock } from "@/lib/kernel/clock";
import { CheckoutPayer, openCheckout, tokenOf } from "../../../support/checkout/factories-checkout";
import { createMerchant, type TestMerchant } from "../../../support/factories";
import { useProduct } from "../../../support/product-process";

const product = useProduct();
const NUMBER = "4355084355084358";
let merchant: TestMerchant;

beforeAll(async () => {
  merchant = await createMerchant({ cardEntry: "server_card_entry" });
});

const tries = () => product.rows("select id from attempts where merchant_id = $1", [merchant.id]);

it("a total that is not the one on the button starts nothing; the one on the button does", async () => {
  const checkout = await openCheckout(merchant, { installments: { max: 3 } });
  const { options } = await readInstallments(tokenOf(checkout), NUMBER.slice(0, 8), undefined, systemClock);
  const total = options.find(({ count }) => count === 3)?.total ?? "";
  expect(BigInt(total)).toBeGreaterThan(100_000n);
  const payer = new CheckoutPayer(checkout);
  const changed = { kind: "invalid", errors: { installments: "total_changed" } };
  expect(await payer.pay({ number: NUMBER, installments: "3", total: "100000" })).toEqual(changed);
  expect(await payer.pay({ number: NUMBER, installments: "1", total })).toEqual(changed);
  expect(await tries()).toEqual([]);
  expect(await payer.pay({ number: NUMBER, installments: "3", total })).toMatchObject({ kind: "started" });
  expect(await tries()).toHaveLength(1);
});
