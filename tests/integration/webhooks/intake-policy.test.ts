import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { systemClock } from "@/lib/kernel/clock";
import { followPaylink } from "@/lib/paylinks/follow-paylink";
import { getPaylink } from "@/lib/paylinks/queries";
import { makeContext } from "../../support/context";
import { createMerchant, SANDBOX_KEYS } from "../../support/factories";
import { createLink } from "../../support/factories-paylink";
import { useProduct } from "../../support/product-process";
import { accountCapability, deliver, eventsOf, type Sent } from "./deliveries";

const product = useProduct();
const post = (capability: string, sent: Sent = {}) => deliver(product, capability, sent);

describe("a merchant that demands signatures", () => {
  const secrets = ["whsec_first", "whsec_second"];
  const sign = (text: string, secret: string, at = Math.floor(systemClock.now().getTime() / 1000)) => ({
    "x-paynet-signature": `t=${at},v1=${createHmac("sha256", secret).update(`${at}.${text}`).digest("hex")}`,
  });

  it("takes either live secret within five minutes and refuses everything else", async () => {
    const one = await createMerchant({
      sandboxKey: SANDBOX_KEYS.signed,
      webhookSecrets: secrets,
      signatureRequired: true,
    });
    const capability = accountCapability(one);
    const now = Math.floor(systemClock.now().getTime() / 1000);
    const text = JSON.stringify({ referance_no: "x" });
    const cases: [string, Record<string, string>, number][] = [
      ["missing", {}, 401],
      ["first secret", sign(text, "whsec_first"), 200],
      ["second secret", sign(text, "whsec_second"), 200],
      ["another secret", sign(text, "whsec_other"), 401],
      ["another body", sign(`${text} `, "whsec_first"), 401],
      ["too old", sign(text, "whsec_first", now - 320), 401],
      ["too new", sign(text, "whsec_first", now + 320), 401],
      ["garbage", { "x-paynet-signature": "v1=zz" }, 401],
    ];
    for (const [what, headers, status] of cases) {
      expect([what, (await post(capability, { body: text, headers })).status]).toEqual([what, status]);
    }
    expect(await eventsOf(product, one)).toHaveLength(1);
  });

  it("receives what the provider really sends, signed", async () => {
    const one = await createMerchant({
      sandboxKey: SANDBOX_KEYS.signed,
      webhookSecrets: ["whsec_sandbox_signed"],
      signatureRequired: true,
    });
    const link = await createLink(one);
    await product.sandbox.pay(link.provider_id ?? "");
    await product.sandbox.redeliver(link.provider_reference);
    await followPaylink({ merchantId: one.id, paylinkId: link.id, clock: systemClock });
    expect(await getPaylink(makeContext(one), link.id)).toMatchObject({ status: "paid" });
  });

  it("a signature that does not hold is refused even where none is demanded", async () => {
    const one = await createMerchant({ webhookSecrets: secrets });
    expect((await post(accountCapability(one), { body: "{}", headers: sign("{}", "whsec_wrong") })).status).toBe(401);
    expect((await post(accountCapability(one), { body: "{}" })).status).toBe(200);
  });
});

describe("a merchant with an allowlist", () => {
  it.each([
    ["enforce", ["203.0.113.9"], 403],
    ["enforce", ["127.0.0.1"], 200],
    ["enforce", [], 403],
    ["monitor", ["203.0.113.9"], 200],
    ["off", [], 200],
  ] as const)("%s %j: %i", async (allowlistMode, allowlist, status) => {
    const one = await createMerchant({ allowlistMode, allowlist: [...allowlist] });
    expect((await post(accountCapability(one), { body: {} })).status).toBe(status);
    expect(await eventsOf(product, one)).toHaveLength(status === 200 ? 1 : 0);
  });

  it("believes no X-Forwarded-For from a stranger", async () => {
    const one = await createMerchant({ allowlistMode: "enforce", allowlist: ["203.0.113.9"] });
    const headers = { "x-forwarded-for": "203.0.113.9" };
    expect((await post(accountCapability(one), { body: {}, headers })).status).toBe(403);
  });
});
