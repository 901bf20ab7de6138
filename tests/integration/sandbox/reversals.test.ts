import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ReversalNotice, TransactionRowsAnswer } from "../../../lib/providers/paynet/wire";
import { openHookSink, openTestSandbox, type TestSandbox } from "./sandbox-harness";

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await openTestSandbox({ strict: true });
});
afterAll(() => sandbox.close());

const DAY_SECONDS = 86_400;
const nextDay = () => sandbox.control("POST", "clock", { advance_seconds: DAY_SECONDS });
const reverse = (body: object) => sandbox.paynet("transaction/reversed_request", body);

async function paid(reference_no: string): Promise<string> {
  const { id } = await sandbox.createLink({ reference_no, amount: 100 });
  return (await sandbox.control("POST", `paylinks/${id}/pay`, {})).body.xact_id;
}

async function rows(reference_no: string) {
  return TransactionRowsAnswer.parse((await sandbox.paynet("transaction/detail", { reference_no })).body).Data ?? [];
}

describe("reversed_request on the day of the sale", () => {
  it("cancels the whole sale at once and adds a row of type 2", async () => {
    const xact_id = await paid("CANCEL-1");
    expect((await reverse({ xact_id })).body).toMatchObject({ object_name: "transaction_reversed_request", code: 0 });
    const [sale, reversal] = await rows("CANCEL-1");
    expect(reversal).toMatchObject({ transaction_type: 2, amount: 100, is_succeed: true });
    expect(sale).toMatchObject({ reversed: true, reversed_xact_id: reversal?.xact_id });
  });

  it("refuses a part of it", async () => {
    const xact_id = await paid("CANCEL-2");
    expect((await reverse({ xact_id, amount: "5000" })).body).toMatchObject({ code: 400, result_code: 6 });
  });
});

describe("reversed_request on a later day", () => {
  it("is only accepted at first; the money goes back when the review is over, and succeedUrl hears of it", async () => {
    const sink = await openHookSink();
    const xact_id = await paid("REFUND-1");
    await nextDay();
    await reverse({ xact_id, amount: "4000", succeedUrl: sink.url });
    expect((await rows("REFUND-1")).map((row) => row.transaction_type)).toEqual([1]);
    await sandbox.control("POST", "clock", { advance_seconds: 60 });
    expect(ReversalNotice.parse((await sink.next()).body)).toMatchObject({ xact_id, code: "0" });
    const [sale, refund] = await rows("REFUND-1");
    expect(refund).toMatchObject({ transaction_type: 9, amount: 40 });
    expect(sale).toMatchObject({ reversed: false });
    await sink.close();
  });

  it("never promises more than was charged, waiting requests included", async () => {
    const xact_id = await paid("REFUND-2");
    await nextDay();
    expect((await reverse({ xact_id, amount: "6000" })).status).toBe(200);
    expect((await reverse({ xact_id, amount: "4001" })).body).toMatchObject({ code: 400, result_code: 11 });
    expect((await reverse({ xact_id, amount: "0" })).status).toBe(200);
    expect((await reverse({ xact_id })).body).toMatchObject({ code: 400, result_code: 6 });
  });

  it("takes kuruş digits only and never a lira amount", async () => {
    const xact_id = await paid("REFUND-3");
    await nextDay();
    for (const amount of ["40.00", "40,00", "-1"])
      expect((await reverse({ xact_id, amount })).body.result_code).toBe(11);
  });
});

describe("who and what can be reversed", () => {
  it("refuses an unsuccessful row and does not know another key's", async () => {
    const { id } = await sandbox.createLink({ amount: 10.51 });
    const { xact_id } = (await sandbox.control("POST", `paylinks/${id}/pay`, {})).body;
    expect((await reverse({ xact_id })).body.result_code).toBe(6);
    const foreign = await sandbox.paynet("transaction/reversed_request", { xact_id }, "sck_sandbox_other");
    expect(foreign.body).toMatchObject({ code: 404, result_code: 12 });
  });

  it("lists requests with their state", async () => {
    const { body } = await sandbox.paynet("transaction/reversal_list", { datab: "01.01.2020", datbi: "31.12.2099" });
    expect(body.object_name).toBe("transaction_reversal_list");
    expect(new Set(body.Data.map((row: { status: number }) => row.status))).toEqual(new Set([0, 3]));
  });
});
