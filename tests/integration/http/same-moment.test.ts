import { describe, expect, it } from "vitest";
import { listCheckouts } from "@/lib/checkout/sessions/queries";
import { CheckoutFilter } from "@/lib/checkout/sessions/schemas";
import { listPaylinks } from "@/lib/paylinks/queries";
import { PaylinkFilter } from "@/lib/paylinks/schemas";
import { listPosSessions } from "@/lib/pos/sales/queries";
import { PosSessionFilter } from "@/lib/pos/schemas";
import { listRefunds } from "@/lib/refunds/queries";
import { requestRefund } from "@/lib/refunds/request-refund";
import { RefundFilter } from "@/lib/refunds/schemas";
import type { Context } from "@/lib/runtime/context";
import { openCheckout } from "../../support/checkout/factories-checkout";
import { makeContext } from "../../support/context";
import { createMerchant, type TestMerchant } from "../../support/factories";
import { book, createLink, transactionOf } from "../../support/factories-paylink";
import { useProduct } from "../../support/product-process";
import { startSale } from "../pos/pos-sale";

const product = useProduct();

type Page = { data: { id: string }[]; has_more: boolean };
type Listed = {
  /** Makes seven. */
  make: (merchant: TestMerchant) => Promise<unknown>;
  read: (ctx: Context, query: object) => Promise<Page>;
};

const sevenTimes = (make: () => Promise<unknown>) => Promise.all(Array.from({ length: 7 }, make));

async function sevenRefunds(merchant: TestMerchant): Promise<void> {
  const link = await createLink(merchant, { amount: 70_000 });
  await book(merchant, link, transactionOf(link));
  const [payment] = await product.rows<{ id: string }>("select id from payments where merchant_id = $1", [merchant.id]);
  for (let n = 0; n < 7; n += 1) {
    await requestRefund(makeContext(merchant), { payment_id: payment?.id, amount: 1_000 + n });
  }
}

const CUSTOMER = { name: "Işıl İnce", email: "Isil.Ince@example.com", phone: "5320000417" };

const LISTS: Record<string, Listed> = {
  paylinks: {
    make: (merchant) => sevenTimes(() => createLink(merchant, { customer: CUSTOMER })),
    read: (ctx, query) => listPaylinks(ctx, PaylinkFilter.parse(query)),
  },
  checkouts: {
    make: (merchant) => sevenTimes(() => openCheckout(merchant, { customer: CUSTOMER })),
    read: (ctx, query) => listCheckouts(ctx, CheckoutFilter.parse(query)),
  },
  pos_sessions: {
    make: (merchant) => sevenTimes(() => startSale(merchant)),
    read: (ctx, query) => listPosSessions(ctx, PosSessionFilter.parse(query)),
  },
  refunds: {
    make: sevenRefunds,
    read: (ctx, query) => listRefunds(ctx, RefundFilter.parse(query)),
  },
};

/** Seven rows of one millisecond, and their ids as a list has to show them. */
async function bornAtOnce(table: string): Promise<{ ctx: Context; ids: string[] }> {
  const merchant = await createMerchant();
  await LISTS[table]?.make(merchant);
  const rows = await product.rows<{ id: string }>(
    `with unguarded as materialized (select set_config('session_replication_role', 'replica', true))
     update ${table} t set created_at = date_trunc('second', t.created_at) + n * interval '90 microseconds'
     from unguarded, (select id, row_number() over (order by id desc) / 2 as n from ${table} where merchant_id = $1) numbered
     where t.merchant_id = $1 and t.id = numbered.id returning t.id`,
    [merchant.id],
  );
  expect(rows).toHaveLength(7);
  const shown = await product.rows<{ id: string }>(
    `select id from ${table} where merchant_id = $1 order by created_at desc, id desc`,
    [merchant.id],
  );
  return { ctx: makeContext(merchant), ids: shown.map(({ id }) => id) };
}

async function readAll(read: Listed["read"], ctx: Context, query: object): Promise<string[]> {
  const ids: string[] = [];
  for (let page: Page | undefined; page === undefined || page.has_more; ) {
    page = await read(ctx, { ...query, limit: 2, ...(ids.length > 0 ? { starting_after: ids.at(-1) } : {}) });
    ids.push(...page.data.map(({ id }) => id));
  }
  return ids;
}

describe("pages neither lose nor repeat what was born within one millisecond", () => {
  it.each(Object.entries(LISTS))("%s", async (table, { read }) => {
    const { ctx, ids } = await bornAtOnce(table);
    expect(await readAll(read, ctx, {})).toEqual(ids);
  });

  it.each(Object.entries(LISTS))(
    "%s: a place that is nobody's, or another merchant's, is refused",
    async (_table, { make, read }) => {
      const [mine, theirs] = [await createMerchant(), await createMerchant()];
      await make(theirs);
      const [other] = (await read(makeContext(theirs), {})).data;
      for (const id of ["none", other?.id]) {
        await expect(read(makeContext(mine), { starting_after: id })).rejects.toMatchObject({ code: "invalid_input" });
      }
    },
  );
});

describe.each(["paylinks", "checkouts"])("a searched text in %s", (table) => {
  it("finds by a name, an e-mail or a phone's end, once where it means two, page by page in the list's order", async () => {
    const { ctx, ids } = await bornAtOnce(table);
    const read = (query: object) => readAll((LISTS[table] as Listed).read, ctx, query);
    for (const q of [
      "IŞIL",
      "ışıl i",
      "İSİL.İNCE@",
      "ISIL.INCE@",
      "isil.ince@example.com",
      "417",
      "0417",
      "0532 000 04 17",
    ]) {
      expect([q, await read({ q })]).toEqual([q, q === "417" ? [] : ids]);
    }
    // The name and the reference of one, the name of the others.
    await product.rows(`update ${table} set reference_no = 'Işıl' where id = $1`, [ids[3]]);
    expect(await read({ q: "Işıl" })).toEqual(ids);
    expect(await read({ q: ids[2] })).toEqual([ids[2]]);
    expect(await read({ q: "Işıl", status: "expired" })).toEqual([]);
  });
});
