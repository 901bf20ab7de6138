import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ConfirmationNotice, TransactionRowsAnswer } from "../../../lib/providers/paynet/wire";
import { openHookSink, openTestSandbox, type TestSandbox } from "./sandbox-harness";

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await openTestSandbox();
});
afterAll(() => sandbox.close());

const pay = (id: string, body: object = {}) => sandbox.control("POST", `paylinks/${id}/pay`, body);
const rowsOf = async (reference_no: string) =>
  TransactionRowsAnswer.parse((await sandbox.paynet("transaction/check", { reference_no })).body).Data ?? [];

describe("paying a link through the control API", () => {
  it("charges what was asked for and answers in kuruş", async () => {
    const { id } = await sandbox.createLink({ reference_no: "PAY-1" });
    const { body } = await pay(id);
    expect(body).toMatchObject({ result: "paid", code: 0, amount_charged: 12_050, webhook: "none" });
    const [row] = await rowsOf("PAY-1");
    expect(row).toMatchObject({
      xact_id: body.xact_id,
      id: body.xact,
      is_succeed: true,
      transaction_type: 1,
      agent_reference: "PAY-1",
      amount: 120.5,
      netAmount: 118.1,
      comission: 2.4,
      currency: "TRY",
    });
  });

  it("charges added commission on top: 1000.00 becomes 1020.40 and nets 1000.00", async () => {
    const { id } = await sandbox.createLink({ reference_no: "PAY-2", amount: 1000, addcomission_to_amount: true });
    expect((await pay(id)).body.amount_charged).toBe(102_040);
    expect((await rowsOf("PAY-2"))[0]).toMatchObject({
      amount: 1020.4,
      comission: 20.4,
      comission_tax: 0,
      netAmount: 1000,
    });
  });

  it("keeps failed tries before the success under one reference", async () => {
    const { id } = await sandbox.createLink({ reference_no: "PAY-3" });
    expect((await pay(id, { otp: "wrong" })).body).toMatchObject({ result: "3d_failed", code: 16, amount_charged: 0 });
    expect((await pay(id, { card: "4506347011448053" })).body.result).toBe("3d_failed");
    expect((await pay(id, { installment: 3 })).body.result).toBe("paid");
    const rows = await rowsOf("PAY-3");
    expect(rows.map((row) => row.is_succeed)).toEqual([false, false, true]);
    expect(rows.at(-1)?.instalment).toBe(3);
  });

  it("answers a bank's refusal with 200 and an unsuccessful row for amounts ending in 51", async () => {
    const { id } = await sandbox.createLink({ reference_no: "PAY-4", amount: 10.51 });
    expect((await pay(id)).body).toMatchObject({ result: "declined", code: 51, webhook: "none" });
    expect((await rowsOf("PAY-4"))[0]).toMatchObject({ is_succeed: false, bank_error_id: "51" });
  });

  it("refuses an impossible card without asking a bank", async () => {
    const { id } = await sandbox.createLink({ reference_no: "PAY-5" });
    expect((await pay(id, { card: "4355084355084359" })).body).toMatchObject({
      result: "refused",
      code: 18,
      xact_id: null,
    });
    expect((await sandbox.paynet("transaction/check", { reference_no: "PAY-5" })).status).toBe(404);
  });

  it("lets a single-use link be paid once and a multi-payment link again", async () => {
    const single = await sandbox.createLink();
    const multi = await sandbox.createLink({ multi_payment: true });
    await pay(single.id);
    await pay(multi.id);
    expect([(await pay(single.id)).status, (await pay(single.id)).body]).toEqual([409, { reason: "used" }]);
    expect((await pay(multi.id)).body.result).toBe("paid");
  });

  it("names passive and expired links and unknown ids", async () => {
    const passive = await sandbox.createLink();
    await sandbox.paynet("mailorder/status_update", { id: passive.id, status: 3 });
    expect((await pay(passive.id)).body).toEqual({ reason: "passive" });
    const brief = await sandbox.createLink({ expire_date: 1 });
    await sandbox.control("POST", "clock", { advance_seconds: 3_600 });
    expect((await pay(brief.id)).body).toEqual({ reason: "expired" });
    expect((await pay("00000000-0000-4000-8000-000000000000")).status).toBe(404);
  });
});

describe("confirmation_url", () => {
  it("receives the documented body after a success, spelled referance_no, without xact_id", async () => {
    const sink = await openHookSink();
    const { id } = await sandbox.createLink({ reference_no: "HOOK-1", confirmation_url: sink.url });
    expect((await pay(id)).body.webhook).toBe("queued");
    const hook = await sink.next();
    expect(ConfirmationNotice.parse(hook.body)).toMatchObject({
      referance_no: "HOOK-1",
      amount: 120.5,
      is_succeed: true,
    });
    expect(hook.body).not.toHaveProperty("xact_id");
    expect(hook.body).not.toHaveProperty("reference_no");
    expect(hook.headers["content-type"]).toMatch(/^application\/json/);
    expect(hook.headers).not.toHaveProperty("x-paynet-signature");
    await sink.close();
  });

  it("hears nothing of declines and failed 3-D checks", async () => {
    const sink = await openHookSink();
    const { id } = await sandbox.createLink({ amount: 10.51, confirmation_url: sink.url });
    expect((await pay(id)).body.webhook).toBe("none");
    expect((await pay(id, { otp: "b" })).body.webhook).toBe("none");
    expect(sink.received()).toBe(0);
    await sink.close();
  });

  it("is tried again, three times at most, until it answers 2xx", async () => {
    const sink = await openHookSink([500, 302, 404]);
    const { id } = await sandbox.createLink({ confirmation_url: sink.url });
    await pay(id);
    const bodies = [await sink.next(), await sink.next(), await sink.next(), await sink.next()].map(
      (hook) => hook.text,
    );
    expect(new Set(bodies).size).toBe(1);
    await sink.close();
  });

  it("is told again as often as asked", async () => {
    const sink = await openHookSink();
    const { id } = await sandbox.createLink({ reference_no: "HOOK-2", confirmation_url: sink.url });
    const { body } = await pay(id);
    const first = await sink.next();
    expect(
      (await sandbox.control("POST", "webhooks/redeliver", { transaction: body.xact_id, times: 2 })).body.queued,
    ).toBe(2);
    expect([(await sink.next()).text, (await sink.next()).text]).toEqual([first.text, first.text]);
    expect((await sandbox.control("POST", "webhooks/redeliver", { transaction: "nothing" })).status).toBe(404);
    await sink.close();
  });
});
