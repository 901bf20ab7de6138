import { beforeAll, describe, expect, it } from "vitest";
import { createApiKey, createMerchant, createUser, SANDBOX_KEYS, type TestMerchant } from "../../support/factories";
import { createLink, linkInput, PayerBrowser } from "../../support/factories-paylink";
import { useProduct } from "../../support/product-process";
import { API_ROUTES, callApi } from "./api-calls";

const product = useProduct();
let merchant: TestMerchant;
let key: string;

beforeAll(async () => {
  merchant = await createMerchant();
  key = await createApiKey(merchant);
});

const expectProblem = (answer: Awaited<ReturnType<typeof callApi>>, status: number, code: string) => {
  expect([answer.status, answer.json.code]).toEqual([status, code]);
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
  expect(answer.headers.get("cache-control")).toBe("no-store");
  expect(answer.json).toMatchObject({
    type: expect.any(String),
    title: expect.any(String),
    status,
    request_id: expect.stringMatching(/^req_/),
  });
};

describe("who may come in", () => {
  it.each(API_ROUTES)("%s answers 401 to no key, a made-up key, a mangled header and a revoked key", async (route) => {
    const revoked = await createApiKey(merchant);
    await product.rows(
      "update api_keys set revoked_at = vezne_now() where key_hash = encode(sha256($1::bytea), 'hex')",
      [revoked],
    );
    for (const wrong of [undefined, `vz_test_${"a".repeat(32)}`, "nonsense", `${key} `.repeat(2), revoked]) {
      expectProblem(await callApi(route, wrong, { id: "pl_x" }), 401, "unauthenticated");
    }
    expectProblem(
      await callApi(route, undefined, { id: "pl_x", headers: { authorization: `Basic ${key}` } }),
      401,
      "unauthenticated",
    );
  });

  it("a test key spelled as a live one is nobody's", async () => {
    expectProblem(await callApi("GET /paylinks", key.replace("vz_test_", "vz_live_")), 401, "unauthenticated");
  });

  it("a live key sees nothing of test mode", async () => {
    const link = await createLink(merchant);
    const liveKey = await createApiKey(merchant, { mode: "live" });
    expectProblem(await callApi("GET /paylinks/{id}", liveKey, { id: link.id }), 404, "not_found");
    expect((await callApi("GET /paylinks", liveKey)).json).toEqual({ object: "list", data: [], has_more: false });
    expectProblem(await callApi("POST /paylinks", liveKey, { body: linkInput() }), 409, "invalid_state");
  });

  it("a read key reads and cannot write", async () => {
    const readKey = await createApiKey(merchant, { access: "read" });
    const link = await createLink(merchant);
    expect((await callApi("GET /paylinks/{id}", readKey, { id: link.id })).status).toBe(200);
    expectProblem(await callApi("POST /paylinks", readKey, { body: linkInput() }), 403, "forbidden");
    expectProblem(await callApi("POST /paylinks/{id}/deactivate", readKey, { id: link.id }), 403, "forbidden");
    expect((await callApi("GET /paylinks/{id}", readKey, { id: link.id })).json.status).toBe("active");
  });

  it("a key is worth what its person is worth now", async () => {
    const person = await createUser(merchant.id, "finance");
    const theirs = await createApiKey(merchant, { userId: person.id });
    expect((await callApi("POST /paylinks", theirs, { body: linkInput() })).status).toBe(201);
    await product.rows("update memberships set role = 'support' where user_id = $1", [person.id]);
    expectProblem(await callApi("POST /paylinks", theirs, { body: linkInput() }), 403, "forbidden");
    await product.rows("delete from memberships where user_id = $1", [person.id]);
    expectProblem(await callApi("GET /paylinks", theirs), 401, "unauthenticated");
  });

  it("a role that may not see contacts gets them masked", async () => {
    const link = await createLink(merchant, {
      customer: { name: "Ayşe", email: "ayse@example.test", phone: "5321234567" },
    });
    await new PayerBrowser().goToPayment(link);
    const support = await createApiKey(merchant, { userId: (await createUser(merchant.id, "auditor")).id });
    const [seen] = (await callApi("GET /payments", support, { query: { paylink_id: link.id } })).json.data;
    expect(seen.customer).toEqual({ name: "Ayşe", email: "a***@e***", phone: "53* *** ** 67" });
    const [full] = (await callApi("GET /payments", key, { query: { paylink_id: link.id } })).json.data;
    expect(full.customer).toMatchObject({ email: "ayse@example.test", phone: "5321234567" });
  });
});

describe("another merchant's object", () => {
  it.each(API_ROUTES.filter((route) => route.includes("{id}")))(
    "%s answers exactly as for one that does not exist",
    async (route) => {
      const other = await createMerchant({ sandboxKey: SANDBOX_KEYS.other });
      const link = await createLink(other);
      await new PayerBrowser().goToPayment(link);
      const [payment] = await product.rows<{ id: string }>("select id from payments where paylink_id = $1", [link.id]);
      const theirs = route.includes("payments") ? (payment?.id ?? "") : link.id;
      const missing = theirs.replace(/.{6}$/, "zzzzzz");
      const [foreign, absent] = [await callApi(route, key, { id: theirs }), await callApi(route, key, { id: missing })];
      const comparable = (answer: typeof foreign) => [answer.status, answer.text.replace(/req_[0-9a-z]+/, "req")];
      expect(foreign.status).toBe(404);
      expect(comparable(foreign)).toEqual(comparable(absent));
      expect(await product.rows("select status from paylinks where id = $1", [link.id])).toEqual([
        { status: "active" },
      ]);
    },
  );

  it("as a cursor is refused like one that does not exist", async () => {
    const other = await createMerchant();
    const link = await createLink(other);
    const foreign = await callApi("GET /paylinks", key, { query: { starting_after: link.id } });
    expectProblem(foreign, 422, "invalid_input");
    const absent = await callApi("GET /paylinks", key, { query: { starting_after: "pl_0000000000" } });
    expect(foreign.json.errors).toEqual(absent.json.errors);
  });
});

describe("what a body may be", () => {
  const post = (body: unknown, headers: Record<string, string> = {}) =>
    callApi("POST /paylinks", key, { body, headers });

  it("a good one answers 201 with the contract's object", async () => {
    const answer = await post(linkInput({ reference_no: "REST-1", metadata: { order: "5" } }));
    expect(answer.status).toBe(201);
    expect(answer.json).toMatchObject({
      object: "paylink",
      mode: "test",
      status: "active",
      amount: 100_000,
      amount_paid: 0,
      currency: "TRY",
      expires_in_hours: 72,
      max_uses: 1,
      uses: 0,
      escrow: null,
      metadata: { order: "5" },
      customer: { name: "Ayşe Örnek", email: null, phone: null },
    });
    expect(answer.json.created_at).toMatch(/^\d{4}-.*(Z|[+-]\d\d:\d\d)$/);
    expect(answer.json.allowed_actions).toBeUndefined();
  });

  it("an unknown field: 422 that names it", async () => {
    const answer = await post(linkInput({ ammount: 5, customer: { name: "A", adress: "x" } }));
    expectProblem(answer, 422, "invalid_input");
    expect(answer.json.errors).toEqual(
      expect.arrayContaining([
        { path: "ammount", message: "unknown_field" },
        { path: "customer.adress", message: "unknown_field" },
      ]),
    );
  });

  it.each(["{", "[1,", "\u0000", "'single'"])("malformed JSON %j: 400", async (body) => {
    expectProblem(await post(body), 400, "malformed");
  });

  it.each(["[]", "5", '"text"', "null", "{}"])("JSON that is no paylink %s: 422", async (body) => {
    expectProblem(await post(body), 422, "invalid_input");
  });

  it.each(["text/plain", "application/x-www-form-urlencoded", "application/jsonx"])(
    "content type %s: 415",
    async (type) => {
      expectProblem(await post("{}", { "content-type": type }), 415, "unsupported_media_type");
    },
  );

  it("above 256 KiB, declared or not: 413", async () => {
    expectProblem(await post(linkInput({ note: "x".repeat(300_000) })), 413, "payload_too_large");
    expectProblem(await post("{}", { "content-length": "9999999" }), 413, "payload_too_large");
  });

  it.each([
    ["amount", 0],
    ["amount", "100"],
    ["amount", 1.5],
    ["currency", "USD"],
    ["expires_in_hours", 0],
    ["expires_in_hours", 8_761],
    ["max_uses", 0],
    ["reference_no", "x".repeat(41)],
    ["note", "kart 4355 0843 5508 4358"],
    ["success_url", "javascript:alert(1)"],
    ["success_url", "http://shop.example/ok"],
    ["provider", "stripe"],
  ])("%s %j: 422", async (field, value) => {
    const answer = await post(linkInput({ [field]: value }));
    expectProblem(answer, 422, "invalid_input");
    expect(answer.json.errors[0].path).toBe(field);
    expect(answer.text).not.toContain("4355 0843");
  });

  it("a refusal of the provider: 422 with the id of the failed link and the provider's words", async () => {
    const answer = await post(linkInput({ agent_id: "2045" }));
    expectProblem(answer, 422, "provider_rejected");
    expect(answer.json).toMatchObject({ paylink_id: expect.stringMatching(/^pl_/), provider_code: "3" });
    expect((await callApi("GET /paylinks/{id}", key, { id: answer.json.paylink_id })).json.status).toBe("failed");
  });

  it("a provider that does not answer is no error: 201, creating", async () => {
    await product.sandbox.fault("mailorder/create", "drop_after");
    const answer = await post(linkInput());
    expect([answer.status, answer.json.status, answer.json.url]).toEqual([201, "creating", null]);
  });
});
