import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestSandbox, type TestSandbox } from "./sandbox-harness";

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await openTestSandbox();
});
afterAll(() => sandbox.close());

const create = (body: object) => sandbox.paynet("mailorder/create", { name_surname: "Ali Deneme", ...body });
const detail = (reference_no: string) => sandbox.paynet("mailorder/detail", { reference_no });

describe("amounts ending in 52", () => {
  it("leave the caller of mailorder/create without an answer although the link exists", async () => {
    const leaving = new AbortController();
    const answer = fetch(`${sandbox.url}/paynet/v1/mailorder/create`, {
      method: "POST",
      headers: { authorization: "Basic sck_sandbox_demo", "content-type": "application/json" },
      body: JSON.stringify({ name_surname: "Ali Deneme", amount: 10.52, reference_no: "HANG-1" }),
      signal: leaving.signal,
    });
    await expect.poll(async () => (await detail("HANG-1")).status, { timeout: 4_000 }).toBe(200);
    leaving.abort();
    await expect(answer).rejects.toThrow();
  });

  it("answer the truth in the end when the caller is patient", async () => {
    const patient = await openTestSandbox({ hangMs: 5 });
    const link = await patient.createLink({ amount: 10.52 });
    expect((await patient.paynet("mailorder/detail", { id: link.id })).status).toBe(200);
    await patient.close();
  });
});

describe("amounts ending in 53", () => {
  it("answer the first mailorder/create 500 without effect and the next one normally", async () => {
    const body = { amount: 10.53, reference_no: "FAIL-1" };
    expect((await create(body)).body).toMatchObject({ type: "api_error", code: 500, result_code: 8 });
    expect((await detail("FAIL-1")).status).toBe(404);
    expect((await create(body)).status).toBe(200);
    expect((await create(body)).status).toBe(200);
  });

  it("count each reference for itself", async () => {
    expect((await create({ amount: 10.53, reference_no: "FAIL-2" })).status).toBe(500);
    expect((await create({ amount: 10.53, reference_no: "FAIL-3" })).status).toBe(500);
  });
});
