import { describe, expect, it } from "vitest";
import { openTestSandbox } from "../sandbox-harness";
import { SECRET, speakPos, usePosSandbox } from "./pos-harness";

const pos = usePosSandbox({ hangMs: 50 });
const posNo = (object_name: string, code: number) => ({
  status: 400,
  body: { object_name, code, message: expect.any(String) },
});
const unauthorised = { status: 401, body: { type: "authorization_error", code: 401, result_code: 7 } };

describe("agent/get_auth_key", () => {
  it("answers the documented fields; several keys of one user live at once", async () => {
    const { status, body } = await pos.openKey();
    expect(status).toBe(200);
    expect(body).toEqual({
      session_key: expect.stringMatching(/^mk_/),
      expired_date: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}\+03:00$/),
      ...{ agent_id: "2044", company_code: "DEMO", user_id: "kasa01", user_unique_id: expect.any(String) },
      ...{ is_okc_inquiry: false, object_name: "get_auth_key", code: 0, message: "Başarılı İşlem" },
    });
    const other = await pos.key();
    expect(other).not.toBe(body.session_key);
    for (const key of [body.session_key, other]) expect((await pos.start(key)).status).toBe(200);
  });

  it("needs every documented header", async () => {
    const body = { agent_id: "2044", user_id: "kasa01" };
    const call = (headers: Record<string, string>) => pos.call("agent/get_auth_key", body, headers);
    const { authorization } = SECRET;
    expect(await call({ authorization })).toMatchObject(posNo("get_auth_key", 11));
    expect(await call({ authorization, paynetmobile: "1" })).toMatchObject(posNo("get_auth_key", 11));
    const form = { "content-type": "application/x-www-form-urlencoded" };
    expect(await call({ ...SECRET, ...form })).toMatchObject(posNo("get_auth_key", 11));
    expect(await call({ paynetmobile: "2" })).toMatchObject(unauthorised);
    const encoded = Buffer.from("sck_sandbox_demo:").toString("base64");
    for (const key of [encoded, "sck_nobody", "pbk_sandbox_demo"])
      expect(await pos.openKey({}, key)).toMatchObject(unauthorised);
  });

  it("knows its dealers and users", async () => {
    expect(await pos.openKey({ agent_id: "9999" })).toMatchObject(posNo("get_auth_key", 4));
    expect(await pos.openKey({ agent_id: "2045" })).toMatchObject({ status: 403, body: { result_code: 3 } });
    expect(await pos.openKey({ agent_id: "" })).toMatchObject(posNo("get_auth_key", 11));
    expect(await pos.openKey({ user_id: " " })).toMatchObject(posNo("get_auth_key", 11));
    expect(await pos.openKey({ user_id: "unknown-1" })).toMatchObject(posNo("get_auth_key", 11));
  });

  it("refuses an address nobody registered, once the rule is on", async () => {
    await pos.control("POST", "paynet/pos_rules", { allowed_addresses: ["203.0.113.7"] });
    expect(await pos.openKey()).toMatchObject({ status: 403, body: { result_code: 7 } });
    await pos.control("POST", "paynet/pos_rules", { allowed_addresses: ["127.0.0.1", "::1"] });
    expect((await pos.openKey()).status).toBe(200);
    await pos.control("POST", "paynet/pos_rules", { allowed_addresses: null });
  });
});

describe("a key", () => {
  it("is over after its time, in either shape a refusal may have", async () => {
    await pos.control("POST", "paynet/pos_rules", { key_ttl_seconds: 60 });
    const key = await pos.key();
    expect((await pos.start(key)).status).toBe(200);
    await pos.control("POST", "clock", { advance_seconds: 60 });
    expect(await pos.start(key)).toMatchObject(unauthorised);
    await pos.control("POST", "paynet/pos_rules", { refused_key_status: 400 });
    expect(await pos.start(key)).toMatchObject(posNo("init_sale_transaction", 7));
    expect(await pos.check(key, "X")).toMatchObject(posNo("check_transaction", 7));
    await pos.control("POST", "paynet/pos_rules", { refused_key_status: 401, key_ttl_seconds: 86_400 });
  });

  it("is over for good once it was ended; ending it again, or one nobody made, is no error", async () => {
    const key = await pos.key();
    const end = (session_key: string) => pos.call("agent/logout", { session_key }, SECRET);
    for (const session_key of [key, key, "mk_nobody"])
      expect(await end(session_key)).toMatchObject({ status: 200, body: { object_name: "logout", code: 0 } });
    expect(await pos.start(key)).toMatchObject(unauthorised);
    expect(await pos.call("agent/logout", {}, SECRET)).toMatchObject(posNo("logout", 11));
  });

  it("is not ended by another company", async () => {
    const key = await pos.key();
    const other = { ...SECRET, authorization: "Basic sck_sandbox_other" };
    await pos.call("agent/logout", { session_key: key }, other);
    expect((await pos.start(key)).status).toBe(200);
  });

  it("is the only key of a softPOS call", async () => {
    const key = await pos.key();
    const body = { amount: 10 };
    const both = { "session-key": key, authorization: "Basic sck_sandbox_demo" };
    expect(await pos.call("softpos/init_sale_transaction", body, both)).toMatchObject(
      posNo("init_sale_transaction", 11),
    );
    expect(await pos.call("softpos/init_sale_transaction", body, {})).toMatchObject(unauthorised);
    expect(await pos.call("softpos/init_sale_transaction", body, SECRET)).toMatchObject(
      posNo("init_sale_transaction", 11),
    );
  });

  it("is taken the other way, with a warning, where the sandbox is lenient", async () => {
    const lenient = speakPos(await openTestSandbox());
    const headers = { authorization: `Basic ${await lenient.key()}`, paynetmobile: "1" };
    expect((await lenient.call("softpos/init_sale_transaction", { amount: 10 }, headers)).status).toBe(200);
    const [logged] = (await lenient.control("GET", "requests?operation=softpos/init_sale_transaction")).body.requests;
    expect(logged.warnings).toHaveLength(1);
    await lenient.close();
  });
});

describe("softpos/init_sale_transaction", () => {
  it("answers a session, a link that carries it and a key of its own", async () => {
    const { body, id } = await pos.started();
    expect(body).toEqual({
      payment_session_id: expect.stringMatching(/^[0-9A-F]{16}$/),
      deeplink_url: `paynetpaypos://payment?payment_session_id=${id}`,
      encryption_key: expect.any(String),
      ...{ object_name: "init_sale_transaction", code: 0, message: "Başarılı İşlem" },
    });
    expect(Buffer.from(body.encryption_key ?? "", "base64")).toHaveLength(32);
    expect((await pos.started()).body.encryption_key).not.toBe(body.encryption_key);
  });

  it.each([
    { amount: 0 },
    { amount: -1 },
    { amount: undefined },
    { amount: 1.234 },
    { amount: "149,90" },
    { instalment: 5 },
    { callback_url: "/relative" },
    { callback_url: "javascript:alert(1)" },
    { selected_agent_id: "9999" },
    { reference_no: "x".repeat(51) },
    { currency: "TRY" },
  ])("refuses %j", async (wish) => {
    const { status, body } = await pos.start(await pos.key(), wish);
    expect([status, body.object_name]).toEqual([400, "init_sale_transaction"]);
  });

  it("amount 52 takes effect and says nothing in time, 53 fails once a key and amount without effect", async () => {
    const key = await pos.key();
    const begun = Date.now();
    await pos.start(key, { amount: 10.52, reference_no: "HANGS" });
    expect(Date.now() - begun).toBeGreaterThanOrEqual(50);
    expect(await pos.start(key, { amount: 10.53, reference_no: "FAILS-1" })).toMatchObject({ status: 500 });
    expect(await pos.start(key, { amount: 10.53, reference_no: "FAILS-2" })).toMatchObject({ status: 200 });
    const sessions: { reference_no: string; amount: number }[] = (await pos.control("GET", "state")).body.paynet.pos;
    const named = (reference: string) => sessions.filter(({ reference_no }) => reference_no === reference);
    expect(named("HANGS")).toMatchObject([{ amount: 1_052, status: "waiting" }]);
    expect([named("FAILS-1"), named("FAILS-2")]).toMatchObject([[], [{ amount: 1_053 }]]);
  });
});

describe("faults and the log", () => {
  it.each([
    "agent/get_auth_key",
    "softpos/init_sale_transaction",
    "softpos/check_transaction",
    "softpos/init_reversal_transaction",
    "agent/logout",
  ])("strike %s", async (operation) => {
    const key = await pos.key();
    await pos.control("POST", "faults", { provider: "paynet", operation, effect: "status", status: 503 });
    expect(
      await pos.call(operation, {}, operation.startsWith("agent") ? SECRET : { "session-key": key }),
    ).toMatchObject({
      status: 503,
    });
  });

  it("a lost answer of a start leaves its session", async () => {
    const key = await pos.key();
    const order = { provider: "paynet", operation: "softpos/init_sale_transaction", effect: "drop_after" };
    await pos.control("POST", "faults", order);
    await expect(pos.start(key, { reference_no: "LOST-1" })).rejects.toThrow();
    const { pos: sessions } = (await pos.control("GET", "state")).body.paynet;
    expect(sessions.at(-1)).toMatchObject({ reference_no: "LOST-1", status: "waiting" });
  });

  it("shows no session key and no encryption key", async () => {
    const { key, body } = await pos.started({ callback_url: "myshop://return?token=SECRETTOKEN" });
    await pos.call("agent/logout", { session_key: key }, SECRET);
    const { requests } = (await pos.control("GET", "requests")).body;
    const state = (await pos.control("GET", "state")).body;
    const text = JSON.stringify([requests, state.paynet.pos.map((row: object) => ({ ...row, callback_url: "" }))]);
    expect(text).toContain("Session-Key mk_E****");
    for (const secret of [key, body.encryption_key ?? "", "SECRETTOKEN"]) expect(text).not.toContain(secret);
  });
});
