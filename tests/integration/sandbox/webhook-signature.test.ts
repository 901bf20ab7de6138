import { createHmac } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Hook, type HookSink, openHookSink, openTestSandbox, type TestSandbox } from "./sandbox-harness";

let sandbox: TestSandbox;
let sink: HookSink;
beforeAll(async () => {
  sandbox = await openTestSandbox();
  sink = await openHookSink();
});
afterAll(async () => {
  await sandbox.close();
  await sink.close();
});

async function payWithSignedAccount(): Promise<Hook> {
  const { id } = await sandbox.createLink({ confirmation_url: sink.url }, "sck_sandbox_signed");
  await sandbox.control("POST", `paylinks/${id}/pay`, {});
  return sink.next();
}

function isSigned(hook: Hook): boolean {
  const [, time, given] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(hook.headers["x-paynet-signature"])) ?? [];
  return createHmac("sha256", "whsec_sandbox_signed").update(`${time}.${hook.text}`).digest("hex") === given;
}

describe("webhooks of the signed account", () => {
  it("carry an HMAC over the exact bytes sent", async () => {
    expect(isSigned(await payWithSignedAccount())).toBe(true);
  });

  it("carry a wrong one when the fault says so, once", async () => {
    await sandbox.control("POST", "faults", { provider: "paynet", operation: "webhook", effect: "wrong_hash" });
    expect(isSigned(await payWithSignedAccount())).toBe(false);
    expect(isSigned(await payWithSignedAccount())).toBe(true);
  });
});
