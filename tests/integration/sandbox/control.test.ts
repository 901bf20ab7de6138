import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestSandbox, type TestSandbox } from "./sandbox-harness";

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await openTestSandbox();
});
afterAll(() => sandbox.close());

/** fetch refuses to set Host, so this speaks plain HTTP. */
function raw(method: string, path: string, headers: Record<string, string>, body = ""): Promise<number> {
  const { port } = new URL(sandbox.url);
  return new Promise((resolve, reject) => {
    request({ host: "127.0.0.1", port, path, method, headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on("error", reject)
      .end(body);
  });
}

describe("who may use the control API", () => {
  it.each(["127.0.0.1", "localhost"])("serves the exact host %s with its port", async (host) => {
    const { port } = new URL(sandbox.url);
    expect(await raw("GET", "/_control/state", { host: `${host}:${port}` })).toBe(200);
  });

  it.each(["localhost", "127.0.0.1:1", "evil.example:PORT", "paynet.localhost:PORT", "127.0.0.1.evil.example:PORT"])(
    "answers the host %s with 403",
    async (host) => {
      const { port } = new URL(sandbox.url);
      expect(await raw("GET", "/_control/state", { host: host.replace("PORT", port) })).toBe(403);
    },
  );

  it.each([{}, { "content-type": "text/plain" }, { "content-type": "application/x-www-form-urlencoded" }])(
    "answers a body of another kind with 415: %j",
    async (headers) => {
      const { host } = new URL(sandbox.url);
      expect(await raw("POST", "/_control/reset", { host, ...headers } as Record<string, string>, "")).toBe(415);
    },
  );

  it("names what is not there, not built, not JSON and not understood", async () => {
    const id = "00000000-0000-4000-8000-000000000000";
    expect((await sandbox.control("GET", "nothing")).status).toBe(404);
    const decided = await sandbox.control("POST", `refunds/${id}`, {});
    expect(decided).toMatchObject({ status: 404, body: { error: "not_built" } });
    const tapped = await sandbox.control("POST", `pos/${id}`, { action: "approve" });
    expect(tapped).toMatchObject({ status: 404, body: { error: "not_found" } });
    expect((await sandbox.control("POST", "clock", "{")).status).toBe(400);
    expect((await sandbox.control("POST", "clock", { advance_seconds: -1 })).status).toBe(422);
  });
});

describe("what the control API shows", () => {
  it("masks keys in the request log and finds calls by provider and operation", async () => {
    await sandbox.createLink({ reference_no: "LOG-1" });
    const found = (await sandbox.control("GET", "requests?provider=paynet&operation=mailorder/create")).body.requests;
    expect(found.at(-1)).toMatchObject({
      operation: "mailorder/create",
      status: 200,
      account: "demo",
      body: { reference_no: "LOG-1" },
    });
    expect(JSON.stringify(found)).not.toContain("sck_sandbox_demo");
    expect((await sandbox.control("GET", "requests?provider=paywall")).body.requests).toEqual([]);
  });

  it("shows amounts in kuruş by provider, and goes back to the seeded state on reset", async () => {
    const { id } = await sandbox.createLink({ amount: 77.7, reference_no: "STATE-1" });
    await sandbox.control("POST", `paylinks/${id}/pay`, {});
    await sandbox.control("POST", "clock", { advance_seconds: 86_400 });
    const before = (await sandbox.control("GET", "state")).body;
    expect(before.paynet.links.at(-1)).toMatchObject({ id, amount: 7_770, status: "used", account: "demo" });
    expect(before.paynet.transactions.at(-1)).toMatchObject({
      amount: 7_770,
      net: 7_615,
      commission: 155,
      is_succeed: true,
    });
    expect(before.offset_seconds).toBe(86_400);
    await sandbox.control("POST", "reset", { seed_now: "2026-01-15T12:00:00+03:00" });
    const after = (await sandbox.control("GET", "state")).body;
    expect(after.offset_seconds).toBe(0);
    expect(after.paynet.links.find((link: { id: string }) => link.id === id)).toBeUndefined();
    const [first] = after.paynet.links;
    expect(first.created_at).toBe("2026-01-15T07:25:00.000Z");
    expect((await sandbox.control("GET", "requests")).body.requests).toEqual([]);
  });

  it("lets the product put its addresses into seeded links", async () => {
    const { id } = (await sandbox.control("GET", "state")).body.paynet.links[0];
    const confirmation_url = "http://127.0.0.1:3000/api/webhooks/paynet-callback/c";
    expect((await sandbox.control("POST", `paylinks/${id}/addresses`, { confirmation_url })).status).toBe(200);
    expect((await sandbox.control("GET", "state")).body.paynet.links[0].confirmation_url).toBe(confirmation_url);
  });
});
