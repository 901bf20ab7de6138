import { beforeAll, describe, expect, it } from "vitest";
import { createPaylink } from "@/lib/paylinks/create-paylink";
import { makeContext } from "../../support/context";
import { createApiKey, createMerchant, createUser, type TestMerchant } from "../../support/factories";
import {
  book,
  createLink,
  declinedTransactionOf,
  linkInput,
  PayerBrowser,
  transactionOf,
} from "../../support/factories-paylink";
import { useProduct } from "../../support/product-process";
import { type ApiRoute, callApi } from "./api-calls";

const product = useProduct();
let merchant: TestMerchant;
let key: string;

beforeAll(async () => {
  merchant = await createMerchant();
  key = await createApiKey(merchant);
});

type Row = { id: string; created_at: string };

const list = async (route: ApiRoute, query: Record<string, string> = {}, apiKey = key) =>
  (await callApi(route, apiKey, { query })).json;
const idsOf = (page: { data: Row[] }) => page.data.map(({ id }) => id);

async function readAllPages(route: ApiRoute, query: Record<string, string>): Promise<Row[]> {
  const rows: Row[] = [];
  for (
    let page = await list(route, query);
    ;
    page = await list(route, { ...query, starting_after: rows.at(-1)?.id ?? "" })
  ) {
    rows.push(...page.data);
    if (!page.has_more) return rows;
  }
}

describe("GET /paylinks", () => {
  it("pages newest first without losing or repeating one", async () => {
    const one = await createMerchant();
    const apiKey = await createApiKey(one);
    const links = await Promise.all(Array.from({ length: 7 }, () => createLink(one)));
    const first = await list("GET /paylinks", { limit: "3" }, apiKey);
    const second = await list("GET /paylinks", { limit: "3", starting_after: first.data[2].id }, apiKey);
    const third = await list("GET /paylinks", { limit: "3", starting_after: second.data[2].id }, apiKey);
    expect([first, second, third].map(({ has_more, data }) => [has_more, data.length])).toEqual([
      [true, 3],
      [true, 3],
      [false, 1],
    ]);
    const seen = [first, second, third].flatMap(idsOf);
    expect([...seen].sort()).toEqual(links.map(({ id }) => id).sort());
    const times = [first, second, third].flatMap(({ data }) => data.map(({ created_at }: Row) => created_at));
    expect(times).toEqual([...times].sort().reverse());
  });

  it("created_from includes its instant, created_to does not", async () => {
    const link = await createLink(merchant);
    const at = link.created_at;
    expect(idsOf(await list("GET /paylinks", { created_from: at }))).toContain(link.id);
    expect(idsOf(await list("GET /paylinks", { created_to: at }))).not.toContain(link.id);
    const next = new Date(Date.parse(at) + 1).toISOString();
    expect(idsOf(await list("GET /paylinks", { created_from: next }))).not.toContain(link.id);
    expect(idsOf(await list("GET /paylinks", { created_to: next }))).toContain(link.id);
  });

  it("filters by status, reference and search", async () => {
    const link = await createLink(merchant, {
      reference_no: "LIST-1",
      customer: { name: "İsmail Çelik", email: "ismail@example.test", phone: "5329998877" },
    });
    for (const query of [
      { reference_no: "LIST-1" },
      { q: link.id },
      { q: "LIST-1" },
      { q: link.provider_reference },
      { q: "ismail@" },
      { q: "İsmail" },
      { q: "8877" },
    ] as Record<string, string>[]) {
      expect([query, idsOf(await list("GET /paylinks", query))]).toEqual([query, [link.id]]);
    }
    expect(idsOf(await list("GET /paylinks", { status: "paid", reference_no: "LIST-1" }))).toEqual([]);
    expect(idsOf(await list("GET /paylinks", { q: "%" }))).toEqual([]);
  });

  it.each([
    { limit: "0" },
    { limit: "101" },
    { limit: "x" },
    { status: "nope" },
    { created_from: "yesterday" },
    { unknown: "1" },
  ])("refuses %j", async (query) => {
    expect((await callApi("GET /paylinks", key, { query: query as Record<string, string> })).status).toBe(422);
  });
});

describe("GET /payments", () => {
  async function paidLink(wish: Record<string, unknown> = {}, transaction = {}) {
    const link = await createLink(merchant, wish);
    await book(merchant, link, transactionOf(link, transaction));
    const [payment] = (await list("GET /payments", { paylink_id: link.id })).data;
    return { link, payment };
  }

  it("filters by status, provider, channel, link, reference, card and amount", async () => {
    const { link, payment } = await paidLink(
      { reference_no: "PAY-1", amount: 777_700 },
      { card: { bin: "979200", last4: "9911", brand: "troy", bank: null, type: "debit" } },
    );
    const declined = await createLink(merchant);
    await book(merchant, declined, declinedTransactionOf(declined));
    for (const query of [
      { paylink_id: link.id },
      { reference_no: "PAY-1" },
      { card_last4: "9911" },
      { amount_min: "777700", amount_max: "777700" },
      { q: payment.id },
      { q: "9911" },
      { status: "captured", provider: "paynet", channel: "paylink", reference_no: "PAY-1" },
    ] as Record<string, string>[]) {
      expect([query, idsOf(await list("GET /payments", query))]).toEqual([query, [payment.id]]);
    }
    for (const query of [
      { provider: "paywall" },
      { channel: "pos" },
      { amount_min: "777701", amount_max: "777800" },
    ] as Record<string, string>[]) {
      expect([query, idsOf(await list("GET /payments", query))]).toEqual([query, []]);
    }
    const failed = await list("GET /payments", { status: "failed" });
    expect(failed.data.every(({ status }: { status: string }) => status === "failed")).toBe(true);
    expect(failed.data.length).toBeGreaterThan(0);
  });

  it("the amount filter looks at what was charged", async () => {
    const { payment } = await paidLink(
      { add_commission: true, amount: 500_000 },
      { amountCharged: 510_200n, net: 500_000n, commission: 10_200n },
    );
    expect(idsOf(await list("GET /payments", { amount_min: "510200", amount_max: "510200" }))).toEqual([payment.id]);
    expect(idsOf(await list("GET /payments", { amount_min: "500000", amount_max: "500000" }))).toEqual([]);
  });

  it("pages neither lose nor repeat payments born within one millisecond", async () => {
    const link = await createLink(merchant, { max_uses: 99 });
    await new PayerBrowser().goToPayment(link);
    const [written] = await product.rows<{ names: string; values: string }>(
      `select string_agg(column_name, ', ') as names, string_agg('(x).' || column_name, ', ') as values
       from information_schema.columns where table_name = 'payments' and is_generated = 'NEVER'`,
    );
    await product.rows(
      `insert into payments (${written?.names}) select ${written?.values} from (
         select jsonb_populate_record(p, jsonb_build_object('id', p.id || n, 'token', p.token || n,
           'created_at', timestamptz '2026-03-01 10:00:00.123Z' + n * interval '90 microseconds')) as x
         from payments p, generate_series(1, 9) n where paylink_id = $1) copies`,
      [link.id],
    );
    const rows = await readAllPages("GET /payments", { paylink_id: link.id, limit: "2" });
    expect(new Set(rows.map(({ id }) => id)).size).toBe(10);
    expect(rows).toHaveLength(10);
  });

  it("created_from includes its instant, created_to does not", async () => {
    const { payment } = await paidLink();
    expect(idsOf(await list("GET /payments", { created_from: payment.created_at }))).toContain(payment.id);
    expect(idsOf(await list("GET /payments", { created_to: payment.created_at }))).not.toContain(payment.id);
  });

  it("a cashier's key lists the payments of their own links only", async () => {
    const cashier = await createUser(merchant.id, "cashier");
    const context = makeContext(merchant, { role: "cashier", userId: cashier.id });
    const own = await createPaylink(context, linkInput());
    await new PayerBrowser().goToPayment(own);
    await paidLink();
    const theirs = await createApiKey(merchant, { userId: cashier.id });
    const page = await list("GET /payments", { limit: "100" }, theirs);
    expect(page.data.map(({ paylink_id }: { paylink_id: string }) => paylink_id)).toEqual([own.id]);
  });

  it("POST /payments/{id}/sync asks the provider and answers the payment", async () => {
    const link = await createLink(merchant);
    await new PayerBrowser().goToPayment(link);
    const [open] = (await list("GET /payments", { paylink_id: link.id })).data;
    await product.sandbox.fault("webhook", "none");
    await product.sandbox.pay(link.provider_id ?? "");
    const answer = await callApi("POST /payments/{id}/sync", key, { id: open.id });
    expect([answer.status, answer.json.status, answer.json.amount_charged]).toEqual([200, "captured", 100_000]);
  });
});
