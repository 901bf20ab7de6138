import { beforeAll, describe, expect, it } from "vitest";
import { listPayments } from "@/lib/payments/queries";
import { PaymentFilter } from "@/lib/payments/schemas";
import { makeContext } from "../../support/context";
import { createMerchant, type TestMerchant } from "../../support/factories";
import { book, createLink, transactionOf } from "../../support/factories-paylink";
import { useProduct } from "../../support/product-process";

const product = useProduct({ checksInvariants: false });
let merchant: TestMerchant;

/** Seven payments share each moment; amounts and statuses repeat with other periods, so every page ends within equals. */
beforeAll(async () => {
  merchant = await createMerchant();
  const other = await createMerchant();
  for (const shop of [merchant, other]) {
    const link = await createLink(shop, { amount: 10_000 });
    await book(shop, link, transactionOf(link));
    await product.rows(
      `insert into payments (merchant_id, id, mode, channel, provider, provider_account_id, token, status, because, trust,
         amount_requested, amount_charged, amount_refunded, currency, customer_name, reference_no, provider_reference, provider_refs, metadata, created_at, updated_at)
       select merchant_id, 'pay_' || md5(n::text), mode, channel, provider, provider_account_id, md5('t' || n),
         (array['captured', 'refunded', 'partially_refunded', 'voided', 'failed', 'refunded'])[1 + n % 6], because, trust,
         1000 + n % 40, case when n % 6 <> 4 then 1000 + n % 40 end, 0, currency,
         'Ayşe Kaya ' || n % 5, case when n % 3 = 0 then 'ayşe kaya' end, provider_reference, provider_refs, metadata,
         timestamptz '2026-01-01 00:00:00.000123+00' - (n / 7) * interval '1 microsecond', updated_at
       from (select * from payments where merchant_id = $1 limit 1) p, generate_series(1, 240) n`,
      [shop.id],
    );
  }
});

/** Every id the pages give, however many a page holds. */
async function paged(filter: object, limit: number): Promise<string[]> {
  const ids: string[] = [];
  for (let after: string | undefined; ; after = ids.at(-1)) {
    const more = after === undefined ? {} : { starting_after: after };
    const page = await listPayments(makeContext(merchant), PaymentFilter.parse({ ...filter, limit, ...more }));
    expect(page.data.length).toBe(page.has_more ? limit : page.data.length);
    ids.push(...page.data.map(({ id }) => id));
    if (!page.has_more) return ids;
  }
}

const whole = async (condition: string) =>
  (
    await product.rows<{ id: string }>(
      `select id from payments where merchant_id = $1 and ${condition} order by created_at desc, id desc`,
      [merchant.id],
    )
  ).map(({ id }) => id);

const SHOWN = "coalesce(amount_charged, amount_requested)";
/** Rows that the text means twice, by name and by reference, are one row each. */
const KAYA = "(lower(customer_name) like 'ayşe kaya%' or reference_no = 'ayşe kaya')";
const GONE = "status in ('refunded', 'partially_refunded', 'voided')";

describe("every page after the other is the whole list once, in its order, where moments are equal", () => {
  it.each([
    ["an amount at least", { amount_min: 1_030 }, `${SHOWN} >= 1030`],
    ["an amount exactly", { amount_min: 1_017, amount_max: 1_017 }, `${SHOWN} = 1017`],
    ["an amount between", { amount_min: 1_003, amount_max: 1_021 }, `${SHOWN} between 1003 and 1021`],
    ["an amount nobody paid", { amount_min: 1_000_000 }, "false"],
    ["refunds", { tile: "refunded" }, GONE],
    ["refunds above an amount", { tile: "refunded", amount_min: 1_020 }, `${GONE} and ${SHOWN} >= 1020`],
    ["a status of a tile", { tile: "refunded", status: "voided" }, "status = 'voided'"],
    ["a tile and a status outside of it", { tile: "refunded", status: "failed" }, "false"],
    ["a name", { q: "ayşe kaya" }, KAYA],
    ["a name of a few", { q: "Ayşe Kaya 3" }, "customer_name = 'Ayşe Kaya 3'"],
    ["a name nobody has", { q: "yok böyle biri" }, "false"],
    ["a name of a tile", { q: "ayşe kaya", tile: "refunded" }, `${KAYA} and ${GONE}`],
    [
      "a name above an amount",
      { q: "ayşe kaya 1", amount_min: 1_010 },
      `customer_name = 'Ayşe Kaya 1' and ${SHOWN} >= 1010`,
    ],
    ["a tile of one status", { tile: "failed" }, "status = 'failed'"],
    ["a status above an amount", { status: "captured", amount_min: 1_010 }, `status = 'captured' and ${SHOWN} >= 1010`],
  ])("%s", async (_what, filter, condition) => {
    const expected = await whole(condition);
    for (const limit of [7, 10, 100]) {
      expect(await paged(filter, limit)).toEqual(expected);
    }
  });
});
