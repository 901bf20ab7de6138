import { parse } from "csv-parse/sync";
import { beforeAll, describe, expect, it } from "vitest";
import { exportPayments } from "@/lib/payments/export/export-payments";
import { PaymentFilter } from "@/lib/payments/schemas";
import { makeContext } from "../../support/context";
import { createMerchant, SANDBOX_KEYS, type TestMerchant } from "../../support/factories";
import { book, createLink, transactionOf } from "../../support/factories-paylink";
import { useProduct } from "../../support/product-process";

const product = useProduct({ checksInvariants: false });
let merchant: TestMerchant;

beforeAll(async () => {
  merchant = await createMerchant();
  const other = await createMerchant({ sandboxKey: SANDBOX_KEYS.other });
  for (const [shop, name, amount] of [
    [merchant, "=HYPERLINK(1)", 10_000],
    [merchant, "Ayşe, Yılmaz", 20_000],
    [other, "Başkası", 30_000],
  ] as const) {
    const link = await createLink(shop, { amount, customer: { name, email: "ayse@example.com" } });
    await book(shop, link, transactionOf(link));
  }
});

async function fileOf(filter: object, wish: Parameters<typeof makeContext>[1] = {}) {
  let text = "";
  for await (const part of await exportPayments(makeContext(merchant, wish), PaymentFilter.parse(filter))) text += part;
  return parse(text, { columns: true, bom: true }) as Record<string, string>[];
}

describe("payments as a file", () => {
  it("are the merchant's own that match, newest first, in minor units, with nothing that runs as a formula", async () => {
    const rows = await fileOf({});
    expect(rows.map(({ customer_name, amount_charged, status }) => [customer_name, amount_charged, status])).toEqual([
      ["Ayşe, Yılmaz", "20000", "captured"],
      ["'=HYPERLINK(1)", "10000", "captured"],
    ]);
    expect(await fileOf({ q: "ayşe" })).toHaveLength(1);
    expect(await fileOf({ amount_max: 15_000 })).toHaveLength(1);
    expect(await fileOf({ status: "failed" })).toEqual([]);
  });

  it("go on after any number of pages: each payment once", async () => {
    await product.rows(
      `insert into payments (merchant_id, id, mode, channel, provider, provider_account_id, token, status, because, trust,
         amount_requested, amount_refunded, currency, provider_reference, provider_refs, metadata, created_at, updated_at)
       select merchant_id, 'pay_' || md5(n::text), mode, channel, provider, provider_account_id, md5('t' || n), 'failed', because, trust,
         amount_requested, 0, currency, provider_reference, provider_refs, metadata, created_at - n * interval '1 second', updated_at
       from (select * from payments where merchant_id = $1 limit 1) p, generate_series(1, 2500) n`,
      [merchant.id],
    );
    const ids = (await fileOf({ status: "failed" })).map(({ id }) => id);
    expect([ids.length, new Set(ids).size]).toEqual([2_500, 2_500]);
  });

  it("show contacts as their reader may see them, to who may take files, and the log tells of it", async () => {
    const [row] = await fileOf({ q: "ayşe" }, { role: "auditor" });
    expect(row?.customer_email).not.toBe("ayse@example.com");
    await expect(fileOf({}, { role: "cashier" })).rejects.toMatchObject({ code: "forbidden" });
    const told = await product.rows<{ q: string }>(
      "select data->>'q' as q from audit_log where action = 'payments.exported' and merchant_id = $1 order by seq desc limit 1",
      [merchant.id],
    );
    expect(told).toEqual([{ q: "ayşe" }]);
  });
});
