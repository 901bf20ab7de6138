import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestSandbox, type TestSandbox } from "./sandbox-harness";

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await openTestSandbox();
});
afterAll(() => sandbox.close());

const check = (authorization: Record<string, string>) =>
  fetch(`${sandbox.url}/paynet/v1/mailorder/create`, {
    method: "POST",
    headers: { "content-type": "application/json", ...authorization },
    body: '{"name_surname":"Ali Deneme","amount":1}',
  });

describe("authentication", () => {
  it("serves the raw secret key after the word Basic", async () => {
    expect((await check({ authorization: "Basic sck_sandbox_demo" })).status).toBe(200);
  });

  it.each([
    ["no header", {}],
    ["base64 of the key", { authorization: `Basic ${Buffer.from("sck_sandbox_demo").toString("base64")}` }],
    ["base64 of key and colon", { authorization: `Basic ${Buffer.from("sck_sandbox_demo:").toString("base64")}` }],
    ["Bearer", { authorization: "Bearer sck_sandbox_demo" }],
    ["X-Secret-Key", { "x-secret-key": "sck_sandbox_demo" }],
    ["the bare key", { authorization: "sck_sandbox_demo" }],
    ["the publishable key", { authorization: "Basic pbk_sandbox_demo" }],
    ["an unknown key", { authorization: "Basic sck_sandbox_nobody" }],
    ["lower-case basic", { authorization: "basic sck_sandbox_demo" }],
  ])("answers %s with 401 and the documented envelope", async (_name, headers) => {
    const answer = await check(headers);
    expect(answer.status).toBe(401);
    expect(await answer.json()).toEqual({
      type: "authorization_error",
      message: expect.any(String),
      code: 401,
      result_code: 7,
    });
  });
});

describe("routing and bodies", () => {
  it("answers 405 to GET on a service and 404 to a path nobody serves", async () => {
    const get = await fetch(`${sandbox.url}/paynet/v1/mailorder/create`);
    expect([get.status, await get.json()]).toMatchObject([405, { code: 405, result_code: 9 }]);
    expect((await sandbox.paynet("mailorder/nothing", {})).body).toMatchObject({ code: 404, result_code: 9 });
  });

  it("serves the same services by the host name paynet.localhost without the prefix", async () => {
    const status = await new Promise<number>((resolve, reject) => {
      const { port } = new URL(sandbox.url);
      const headers = {
        host: `paynet.localhost:${port}`,
        authorization: "Basic sck_sandbox_demo",
        "content-type": "application/json",
      };
      request({ host: "127.0.0.1", port, path: "/v1/mailorder/create", method: "POST", headers }, (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      })
        .on("error", reject)
        .end('{"name_surname":"Ali Deneme","amount":1}');
    });
    expect(status).toBe(200);
  });

  it("takes urlencoded bodies and refuses XML and broken JSON with code 11", async () => {
    const send = (type: string, body: string) =>
      fetch(`${sandbox.url}/paynet/v1/mailorder/create`, {
        method: "POST",
        headers: { authorization: "Basic sck_sandbox_demo", "content-type": type },
        body,
      });
    expect((await send("application/x-www-form-urlencoded", "name_surname=Ali&amount=12.50")).status).toBe(200);
    expect(await (await send("application/xml", "<a/>")).json()).toMatchObject({ code: 400, result_code: 11 });
    expect(await (await send("application/json", "{")).json()).toMatchObject({ code: 400, result_code: 11 });
  });
});
