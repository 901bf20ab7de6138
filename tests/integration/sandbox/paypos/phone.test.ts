import { createDecipheriv } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type HookSink, openHookSink } from "../sandbox-harness";
import { usePosSandbox } from "./pos-harness";

const pos = usePosSandbox();
let hook: HookSink;
beforeAll(async () => {
  hook = await openHookSink();
});
afterAll(() => hook.close());

const rowsOf = async (key: string, id: string): Promise<Record<string, unknown>[]> =>
  (await pos.check(key, id)).body.Data;
const byReference = async (reference_no: string) => (await pos.paynet("transaction/check", { reference_no })).body.Data;

function unseal(callback: string, encryptionKey: string): unknown {
  const sealed = Buffer.from(/[?&]data=([\w-]+)/.exec(callback)?.[1] ?? "", "base64url");
  const decipher = createDecipheriv("aes-256-gcm", Buffer.from(encryptionKey, "base64"), sealed.subarray(0, 12));
  decipher.setAuthTag(sealed.subarray(-16));
  return JSON.parse(decipher.update(sealed.subarray(12, -16), undefined, "utf8") + decipher.final("utf8"));
}

describe("a sale on the phone", () => {
  it("waits without rows, then is found with the documented row; the same truth answers every query", async () => {
    const { key, id } = await pos.started({ reference_no: "TRUTH-1" });
    expect(await pos.check(key, id)).toMatchObject({ status: 200, body: { Data: [], code: 12 } });
    expect((await pos.act(id, "open")).body).toMatchObject({ result: "opened", callback: null, webhook: "none" });
    expect((await pos.check(key, id)).body.Data).toEqual([]);
    const { body } = await pos.act(id, "approve");
    expect(body).toMatchObject({ result: "paid", amount_charged: 14_990, callback: null, webhook: "none" });
    const [row] = await rowsOf(key, id);
    expect(row).toEqual({
      ...{ xact_id: body.xact_id, xact_date: expect.any(String), transaction_type: 1, pos_type: 5, agent_id: "2044" },
      ...{
        is_tds: false,
        bank_id: "AXSS",
        instalment: 0,
        card_no: "435508******4358",
        card_holder: "",
        card_type: "cc",
      },
      ...{ ratio: 0.0199, amount: 149.9, netAmount: 146.92, comission: 2.98, comission_tax: 0, currency: "TRY" },
      ...{ authorization_code: expect.any(String), reference_code: expect.any(String), order_id: expect.any(String) },
      ...{ is_succeed: true, xact_transaction_id: expect.any(String), email: "", phone: "", note: "" },
      ...{ agent_reference: "TRUTH-1", object_name: "transaction", code: 0, message: "Başarılı İşlem" },
    });
    expect(await byReference("TRUTH-1")).toMatchObject([{ xact_id: body.xact_id, id: body.xact, amount: 149.9 }]);
    const detail = await pos.paynet("transaction/detail", { xact_id: body.xact_id });
    expect(detail.body.Data).toMatchObject([{ reversed: false, netAmount: 146.92 }]);
  });

  it("keeps declined taps before the one that paid", async () => {
    const { key, id } = await pos.started();
    expect((await pos.act(id, "decline")).body).toMatchObject({
      result: "declined",
      amount_charged: 0,
      webhook: "none",
    });
    expect((await pos.act(id, "approve", { card: "5571135571135575" })).body).toMatchObject({ result: "paid" });
    expect((await rowsOf(key, id)).map(({ is_succeed, bank_error_id }) => [is_succeed, bank_error_id])).toEqual([
      [false, "05"],
      [true, undefined],
    ]);
  });

  it("declines an amount that ends in 51, whoever approves", async () => {
    const { key, id } = await pos.started({ amount: 10.51 });
    expect((await pos.act(id, "approve")).body.result).toBe("declined");
    expect(await rowsOf(key, id)).toMatchObject([{ is_succeed: false, bank_error_id: "51" }]);
  });

  it("charges the commission on top where it was asked, and by the plan", async () => {
    const { key, id } = await pos.started({ amount: 1_000, add_commission: true, instalment: 3 });
    await pos.act(id, "approve");
    expect(await rowsOf(key, id)).toMatchObject([
      { amount: 1_047.1, netAmount: 1_000, comission: 47.1, instalment: 3 },
    ]);
  });

  it("refuses what cannot be: no such session, another end, a card of no use", async () => {
    const { id } = await pos.started({ instalment: 3 });
    expect((await pos.act("0000000000000000", "approve")).status).toBe(404);
    expect((await pos.act(id, "explode")).status).toBe(422);
    expect(await pos.act(id, "approve", { card: "1234567890123456" })).toMatchObject({
      status: 409,
      body: { reason: "card" },
    });
    const debit = await pos.act(id, "approve", { card: "4022774022774026" });
    expect(debit).toMatchObject({ status: 409, body: { reason: "installment" } });
    expect((await pos.act(id, "approve")).status).toBe(200);
    for (const action of ["approve", "late_success", "abandon", "open"])
      expect(await pos.act(id, action)).toMatchObject({ status: 409, body: { reason: "paid" } });
  });

  it("ends by being left or by time; a success may come all the same", async () => {
    const left = await pos.started();
    expect((await pos.act(left.id, "abandon")).body).toMatchObject({ result: "abandoned", callback: null });
    expect(await pos.act(left.id, "approve")).toMatchObject({ status: 409, body: { reason: "abandoned" } });
    const late = await pos.started({ callback_url: "myshop://return" });
    await pos.control("POST", "clock", { advance_seconds: 900 });
    expect(await pos.act(late.id, "approve")).toMatchObject({ status: 409, body: { reason: "expired" } });
    expect((await pos.check(late.key, late.id)).body.Data).toEqual([]);
    expect((await pos.act(left.id, "late_success")).body.result).toBe("paid");
    expect((await pos.act(late.id, "late_success")).body).toMatchObject({
      result: "paid",
      callback: expect.any(String),
    });
    expect(await rowsOf(late.key, late.id)).toMatchObject([{ is_succeed: true }]);
  });

  it("is nobody else's: another company sees no session and cannot be told of it", async () => {
    const { id } = await pos.started();
    await pos.act(id, "approve");
    const other = (await pos.openKey({ agent_id: "3044" }, "sck_sandbox_other")).body.session_key;
    expect(await pos.check(other, id)).toMatchObject({ status: 404, body: { result_code: 12 } });
  });
});

describe("the way back into the caller's app", () => {
  it("carries what happened, sealed with the session's key", async () => {
    const sale = { callback_url: "myshop://paypos/return?order=7#top" };
    const { id, body } = await pos.started(sale);
    const declined = (await pos.act(id, "decline")).body;
    expect(unseal(declined.callback, body.encryption_key ?? "")).toMatchObject({ is_succeed: false, code: 1 });
    const { callback, xact_id } = (await pos.act(id, "approve")).body;
    expect(callback).toMatch(/^myshop:\/\/paypos\/return\?order=7&data=[\w-]+#top$/);
    expect(unseal(callback, body.encryption_key ?? "")).toEqual({
      ...{ payment_session_id: id, is_succeed: true, xact_id, code: 0, message: "Başarılı İşlem" },
    });
    const other = await pos.started(sale);
    expect(() => unseal(callback, other.body.encryption_key ?? "")).toThrow();
  });

  it("may be lost although the card paid", async () => {
    const { key, id } = await pos.started({ callback_url: "myshop://return" });
    expect((await pos.act(id, "lose_callback")).body).toMatchObject({ result: "paid", callback: null });
    expect(await rowsOf(key, id)).toMatchObject([{ is_succeed: true }]);
  });
});

describe("the merchant's webhook", () => {
  const told = async (wish: Record<string, unknown> = {}) => {
    const { id } = await pos.started(wish);
    return { id, answer: (await pos.act(id, "approve")).body };
  };

  it("is one row with its session, for a success alone, once the dealer has an address", async () => {
    await pos.control("POST", "paynet/agents", { agent_id: "2044", webhook_url: hook.url });
    const { id } = await pos.started();
    expect((await pos.act(id, "decline")).body.webhook).toBe("none");
    const { key, id: paidId } = await pos.started({ reference_no: "HOOK-1" });
    const { body } = await pos.act(paidId, "approve");
    expect(body.webhook).toBe("queued");
    const notice = await hook.next();
    expect(notice.headers["content-type"]).toContain("application/json");
    expect(notice.headers).not.toHaveProperty("x-paynet-signature");
    const [row] = await rowsOf(key, paidId);
    expect(notice.body).toEqual({ payment_session_id: paidId, ...row });
    expect(hook.received()).toBe(1);
  });

  it("obeys its faults and is told again when asked", async () => {
    const before = hook.received();
    const fault = (effect: string) =>
      pos.control("POST", "faults", { provider: "paynet", operation: "webhook", effect });
    await fault("none");
    await told();
    await fault("duplicate");
    const { answer } = await told();
    const [first, second] = [await hook.next(), await hook.next()];
    expect([first.body.xact_id, second.text]).toEqual([answer.xact_id, first.text]);
    await pos.control("POST", "webhooks/redeliver", { transaction: answer.xact_id, times: 2 });
    expect([(await hook.next()).text, (await hook.next()).text]).toEqual([first.text, first.text]);
    await fault("first");
    const inTime = told();
    expect((await hook.next()).body.payment_session_id).toBe((await inTime).id);
    expect(hook.received() - before).toBe(5);
  });

  it("is for dealers that exist", async () => {
    const set = (body: object) => pos.control("POST", "paynet/agents", body);
    expect((await set({ agent_id: "9999", webhook_url: hook.url })).status).toBe(404);
    expect((await set({ agent_id: "2044", webhook_url: "javascript:1" })).status).toBe(422);
    await set({ agent_id: "2044", webhook_url: "" });
    expect((await told()).answer.webhook).toBe("none");
    expect((await pos.control("POST", "webhooks/redeliver", { transaction: "HOOK-1" })).status).toBe(409);
  });
});

describe("money back", () => {
  const reverse = (key: string, xact_id: string) =>
    pos.call(
      "softpos/init_reversal_transaction",
      { xact_id, reference_no: "REF-1", callback_url: null },
      { "session-key": key },
    );
  const sold = async () => {
    const { key, id } = await pos.started();
    return { key, ...(await pos.act(id, "approve")).body };
  };

  it("ends on the phone, whole, in the books of every query", async () => {
    const { key, xact_id } = await sold();
    const { body } = await reverse(key, xact_id);
    expect(body).toMatchObject({ object_name: "init_reversal_transaction", code: 0, deeplink_url: expect.any(String) });
    const id = body.payment_session_id;
    expect(await pos.check(key, id)).toMatchObject({ body: { Data: [], code: 12 } });
    expect((await pos.paynet("transaction/detail", { xact_id })).body.Data[0].reversed).toBe(false);
    expect((await pos.act(id, "decline")).body).toMatchObject({ result: "declined", xact_id: null });
    const { body: done } = await pos.act(id, "approve");
    expect(done).toMatchObject({ result: "reversed", webhook: "none", amount_charged: 0 });
    expect((await pos.paynet("transaction/detail", { xact_id })).body.Data).toMatchObject([
      { reversed: true, reversed_xact_id: done.xact_id },
    ]);
    expect((await pos.check(key, id)).body.Data).toMatchObject([
      { xact_id: done.xact_id, transaction_type: 2, amount: 149.9, is_succeed: true },
    ]);
    expect(await reverse(key, xact_id)).toMatchObject({ status: 400, body: { code: 6 } });
    expect(await pos.paynet("transaction/reversed_request", { xact_id })).toMatchObject({ status: 400 });
  });

  it("by the secret key works on a sale of the phone, and then no longer on the phone", async () => {
    const { key, xact_id } = await sold();
    const { body } = await reverse(key, xact_id);
    expect((await pos.paynet("transaction/reversed_request", { xact_id })).status).toBe(200);
    expect((await pos.paynet("transaction/detail", { xact_id })).body.Data[0].reversed).toBe(true);
    expect(await pos.act(body.payment_session_id, "approve")).toMatchObject({
      status: 409,
      body: { reason: "not_reversible" },
    });
    expect(await reverse(key, xact_id)).toMatchObject({ status: 400, body: { code: 6 } });
  });

  it("is for sales of a phone that succeeded", async () => {
    const key = await pos.key();
    const { id } = await pos.createLink();
    const paid = (await pos.control("POST", `paylinks/${id}/pay`, {})).body;
    expect(await reverse(key, paid.xact_id)).toMatchObject({ status: 400, body: { code: 6 } });
    expect(await reverse(key, "xk_nobody")).toMatchObject({ status: 404, body: { result_code: 12 } });
    const declined = await pos.started();
    const { xact_id } = (await pos.act(declined.id, "decline")).body;
    expect(await reverse(key, xact_id)).toMatchObject({ status: 400, body: { code: 6 } });
  });
});
