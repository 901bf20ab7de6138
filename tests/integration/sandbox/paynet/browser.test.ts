import { describe, expect, it } from "vitest";
import { CARD, CODE, useSessionSandbox } from "./session-harness";

const sandbox = useSessionSandbox();
const PUBLIC = "pbk_sandbox_demo";
const post = (operation: string, body: unknown, key = PUBLIC) => sandbox.service(`v1/paynetj/${operation}`, body, key);
const open = (wish: Record<string, unknown> = {}) =>
  post("auth?type=CF", { amount: "14990", tds_required: true, return_url: sandbox.shop.url, ...wish });
const card = { card_holder: "AYSE ORNEK", pan: CARD, month: "12", year: "29", cvc: CODE };

async function withToken(wish: Record<string, unknown> = {}, typed: Record<string, unknown> = {}) {
  const { session_id } = (await open(wish)).body;
  const { body } = await post("create_token", { session_id, ...card, ...typed });
  return { session_id, ...body };
}
const charge = (ids: { session_id: string; token_id: string }, wish: Record<string, unknown> = {}) =>
  sandbox.service("v1/transaction/charge", {
    ...{ session_id: ids.session_id, token_id: ids.token_id, amount: "14990", transaction_type: 1 },
    ...wish,
  });

describe("the browser's services", () => {
  it("answer any site's script after its preflight, refusals too; servers' services do not", async () => {
    const ask = (path: string, method: string) =>
      fetch(`${sandbox.url}/paynet/v1/${path}`, {
        method,
        headers: { origin: "https://shop.example", "access-control-request-method": "POST" },
      });
    const preflight = await ask("paynetj/create_token", "OPTIONS");
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get("access-control-allow-origin")).toBe("*");
    expect(preflight.headers.get("access-control-allow-headers")).toContain("authorization");
    const refused = await ask("paynetj/create_token", "POST");
    expect(refused.status).toBe(401);
    expect(refused.headers.get("access-control-allow-origin")).toBe("*");
    const closed = await ask("transaction/charge", "OPTIONS");
    expect(closed.headers.get("access-control-allow-origin")).toBeNull();
  });

  it("open by the publishable key alone, and servers' services not by it", async () => {
    expect((await post("auth", { amount: "14990" }, "sck_sandbox_demo")).status).toBe(401);
    expect((await sandbox.paynet("transaction/check", { reference_no: "x" }, PUBLIC)).status).toBe(401);
  });

  it("a session, its plans, a token, the bank, the charge: a whole journey", async () => {
    const opened = (await open()).body;
    expect(opened).toMatchObject({ name: "Demo Elektronik", tds_required: true, code: 0 });
    expect(Date.parse(opened.expire_date)).toBeGreaterThan(Date.now());
    const { session_id } = opened;
    const bin = (await post("check_bin", { session_id, bin: CARD.slice(0, 6) })).body;
    expect(bin).toMatchObject({ bank_id: "AXSS", card_type: "cc", tds_enable: true });
    const plan = bin.data.find((row: { instalment: number }) => row.instalment === 3);
    const token = (await post("create_token", { session_id, ...card, instalment_key: plan.instalment_key })).body;
    expect(token).toMatchObject({ is_tds: true, code: 0 });
    const ids = { session_id, token_id: token.token_id };
    expect((await charge(ids)).body).toMatchObject({ result_code: 16 });
    const page = new URL(token.post_url);
    page.search = new URLSearchParams({ ...ids, publishable_key: PUBLIC }).toString();
    const gate = await fetch(page, { redirect: "manual" });
    expect(gate.headers.get("location")).toContain("/bank/3d/session");
    await sandbox.finish(ids, "ok");
    const back = new URLSearchParams((await sandbox.shop.next()).text);
    expect(Object.fromEntries(back)).toEqual(ids);
    const first = await charge(ids, { reference_no: "B-1" });
    expect(first.body).toMatchObject({
      ...{ code: 0, is_succeed: true, amount: 149.9, instalment: 3, agent_reference_no: "B-1", is_tds: true },
      ...{ authorization_code: expect.stringMatching(/^S/), netAmount: 143.17 },
    });
    expect((await charge(ids, { reference_no: "B-1" })).body).toMatchObject({ code: 100, xact_id: first.body.xact_id });
    expect(await sandbox.rows("B-1")).toHaveLength(1);
  });

  it("the page needs all three names", async () => {
    const token = await withToken();
    const page = (change: Record<string, string>) => {
      const at = new URL(token.post_url);
      const { session_id, token_id } = token;
      at.search = new URLSearchParams({ session_id, token_id, publishable_key: PUBLIC, ...change }).toString();
      return fetch(at, { redirect: "manual" });
    };
    expect((await page({})).status).toBe(303);
    expect((await page({ publishable_key: "pbk_sandbox_other" })).status).toBe(404);
    expect((await page({ token_id: "x" })).status).toBe(404);
  });
});

describe("a charge of a browser's session", () => {
  it.each([
    ["another amount", { amount: "14991" }, 15],
    ["an amount in lira", { amount: "149,90" }, 11],
    ["another ratio code", { ratio_code: "VIP" }, 15],
    ["another token", { token_id: "7B6D0C0E-5C1A-4C3A-9C55-0B7F1D1E2A3F" }, 15],
    ["no type", { transaction_type: undefined }, 11],
    ["another type than there is", { transaction_type: 2 }, 19],
  ])("with %s is refused, and can still be made", async (_what, wish, result_code) => {
    const ids = await withToken();
    await sandbox.finish(ids, "close_after");
    expect((await charge(ids, wish)).body).toMatchObject({ result_code });
    expect((await charge(ids)).body).toMatchObject({ code: 0, is_succeed: true });
  });

  it("is not made by the service of the other kind of session", async () => {
    const ids = await withToken();
    await sandbox.finish(ids, "close_after");
    expect((await sandbox.charge(ids)).body).toMatchObject({ result_code: 13 });
    expect((await charge(await sandbox.passed())).body).toMatchObject({ result_code: 13 });
  });

  it("declines once and is used then; holds with 3", async () => {
    const declined = await withToken({}, { cvc: "051" });
    await sandbox.finish(declined, "close_after");
    expect((await charge(declined)).body).toMatchObject({ is_succeed: false, bank_error_id: "51" });
    expect((await charge(declined)).body).toMatchObject({ result_code: 17 });
    const held = await withToken();
    await sandbox.finish(held, "close_after");
    expect((await charge(held, { transaction_type: 3 })).body).toMatchObject({ transaction_type: 3, is_succeed: true });
  });

  it("needs no bank where nobody asked for 3-D", async () => {
    const ids = await withToken({ tds_required: false });
    expect(ids).toMatchObject({ is_tds: false, post_url: "" });
    expect((await charge(ids)).body).toMatchObject({ is_succeed: true, is_tds: false });
  });
});

describe("what a session takes", () => {
  it("another card until one has passed; then 17", async () => {
    const first = await withToken();
    await sandbox.finish(first, "fail");
    await sandbox.shop.next();
    const { session_id } = first;
    const second = (await post("create_token", { session_id, ...card })).body;
    expect(second.token_id).not.toBe(first.token_id);
    await sandbox.finish({ session_id }, "close_after");
    expect((await charge(first)).body).toMatchObject({ result_code: 15 });
    expect((await post("create_token", { session_id, ...card })).body).toMatchObject({ result_code: 17 });
    expect((await charge({ session_id, token_id: second.token_id })).body).toMatchObject({ is_succeed: true });
  });

  it("no plan of another family, no card with 3-D off, no bin that is none; 3-D stays asked for", async () => {
    const { session_id } = (await open()).body;
    const bonus = (await post("check_bin", { session_id, bin: "454671" })).body.data[1].instalment_key;
    const token = (wish: object) => post("create_token", { session_id, ...card, ...wish });
    expect((await token({ instalment_key: bonus })).body).toMatchObject({ result_code: 21 });
    expect((await token({ pan: "4506347011448053" })).body).toMatchObject({ result_code: 16 });
    expect((await post("check_bin", { session_id, bin: "43" })).body).toMatchObject({ result_code: 14 });
    expect((await post("auth_update", { session_id, amount: "20000", tds_required: false })).status).toBe(200);
    expect((await token({})).body).toMatchObject({ is_tds: true });
    expect((await post("auth_update", { session_id, amount: "10000" })).body).toMatchObject({ result_code: 17 });
  });
});
