import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { newXactId } from "../../../sandbox/paynet/payment/xact-ids";
import { signBody } from "../../../sandbox/webhooks/sign-body";

describe("webhook signature", () => {
  it("is the hex HMAC-SHA256 of time, dot and the exact body", () => {
    const expected = createHmac("sha256", "whsec_sandbox_signed").update('1770000000.{"a":1}').digest("hex");
    expect(signBody("whsec_sandbox_signed", '{"a":1}', 1_770_000_000)).toBe(`t=1770000000,v1=${expected}`);
  });
});

describe("encrypted transaction id", () => {
  it("always carries the characters that URL parsers mistreat", () => {
    const ids = Array.from({ length: 50 }, newXactId);
    expect(ids.every((id) => /^xk_EAAAA[\w+/*]{46}$/.test(id) && /\+.*\/.*\*/.test(id))).toBe(true);
    expect(new Set(ids).size).toBe(50);
  });
});
