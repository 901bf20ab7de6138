import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { TransactionListAnswer, TransactionRowsAnswer } from "../../../lib/providers/paynet/wire";
import { openTestSandbox, type TestSandbox } from "./sandbox-harness";

let sandbox: TestSandbox;
const everything = { datab: "01.01.2020", datbi: "31.12.2099" };
const list = (body: object = {}, key = "sck_sandbox_demo") =>
  sandbox.paynet("transaction/list", { ...everything, ...body }, key);

beforeAll(async () => {
  sandbox = await openTestSandbox({ strict: true });
});
afterAll(() => sandbox.close());

describe("transaction/list", () => {
  it("hides unsuccessful rows unless show_unsucceed asks for them", async () => {
    const shown = (await list({ limit: 500 })).body;
    const all = (await list({ limit: 500, show_unsucceed: true })).body;
    expect(shown.Data.every((row: { is_succeed: boolean }) => row.is_succeed)).toBe(true);
    expect(all.total).toBeGreaterThan(shown.total);
  });

  it("answers ten rows by default and says that there are more", async () => {
    const page = TransactionListAnswer.parse((await list()).body);
    expect(page).toMatchObject({ object_name: "transaction_list", companyCode: "DEMO", limit: 10, has_more: true });
    expect([page.Data?.length, page.total_count]).toEqual([10, 10]);
    expect(Number(page.total)).toBeGreaterThan(20);
  });

  it("walks every row once with starting_after as a count of rows passed", async () => {
    const { total } = (await list({ limit: 1 })).body;
    const seen: string[] = [];
    let more = true;
    while (more) {
      const page = (await list({ limit: 7, starting_after: seen.length })).body;
      seen.push(...page.Data.map((row: { xact_id: string }) => row.xact_id));
      more = page.has_more;
    }
    expect([seen.length, new Set(seen).size]).toEqual([total, total]);
  });

  it("answers the rows before an index with ending_before", async () => {
    const all = (await list({ limit: 500 })).body.Data;
    const page = (await list({ limit: 5, ending_before: 20 })).body;
    expect(page.Data).toEqual(all.slice(15, 20));
    expect(page).toMatchObject({ ending_before: 20, starting_after: 0, limit: 5 });
  });

  it("writes dates as dd.mm.yyyy here, unlike everywhere else", async () => {
    const [row] = (await list()).body.Data;
    expect(row.xact_date).toMatch(/^\d{2}\.\d{2}\.\d{4}$/);
    expect(row.xact_time).toMatch(/^\d{2}\.\d{2}\.\d{4} \d{2}:\d{2}:\d{2}$/);
  });

  it("answers 404 no_data_error for a range without rows and 400 for dates in another form", async () => {
    const empty = await sandbox.paynet("transaction/list", { datab: "01.01.2001", datbi: "02.01.2001" });
    expect([empty.status, empty.body.type, empty.body.result_code]).toEqual([404, "no_data_error", 12]);
    expect((await list({ datab: "2026-01-01" })).body).toMatchObject({ code: 400, result_code: 11 });
    expect((await sandbox.paynet("transaction/list", {})).body).toMatchObject({ code: 400, result_code: 11 });
  });

  it("shows each key its own rows", async () => {
    const ids = async (key: string) => (await list({ limit: 500 }, key)).body.Data.map((row: { id: number }) => row.id);
    const [demo, signed, other] = await Promise.all(
      ["demo", "signed", "other"].map((name) => ids(`sck_sandbox_${name}`)),
    );
    expect(new Set([...demo, ...signed, ...other]).size).toBe(demo.length + signed.length + other.length);
  });
});

describe("transaction/detail and check", () => {
  it("find one row by every name the documentation gives", async () => {
    const [row] = (await list({ limit: 1 })).body.Data;
    for (const query of [{ id: row.id }, { xact: row.id }, { xact_id: row.xact_id }]) {
      const answer = TransactionRowsAnswer.parse((await sandbox.paynet("transaction/detail", query)).body);
      expect(answer.Data?.map((found) => found.xact_id)).toEqual([row.xact_id]);
    }
    expect((await sandbox.paynet("transaction/check", { xact_id: row.xact_id })).body.object_name).toBe(
      "transaction_check",
    );
  });

  it("answer 404 no_data_error to another key and to unknown names", async () => {
    const [row] = (await list({ limit: 1 })).body.Data;
    const foreign = await sandbox.paynet("transaction/check", { xact_id: row.xact_id }, "sck_sandbox_other");
    expect([foreign.status, foreign.body.result_code]).toEqual([404, 12]);
    expect((await sandbox.paynet("transaction/detail", { xact: 1 })).status).toBe(404);
    expect((await sandbox.paynet("transaction/check", {})).body.result_code).toBe(11);
  });
});
