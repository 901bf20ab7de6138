import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { verifySignature } from "@/lib/webhooks/signature";

const now = new Date("2026-11-22T12:00:00Z");
const time = now.getTime() / 1000;
const body = Buffer.from('{"referance_no":"INV-77"}');

function sign(secret: string, at = time, bytes = body): string {
  return createHmac("sha256", secret).update(`${at}.`).update(bytes).digest("hex");
}

describe("verifySignature", () => {
  it("accepts any of several signatures under any live secret", () => {
    expect(verifySignature(`t=${time},v1=${"0".repeat(64)},v1=${sign("two")}`, body, ["one", "two"], now)).toBe(
      "valid",
    );
  });

  it.each([
    ["no header", undefined, "missing"],
    ["an empty header", " ", "missing"],
    ["another secret", `t=${time},v1=${sign("three")}`, "invalid"],
    ["another scheme only", `t=${time},v0=${sign("one")}`, "invalid"],
    ["no time", `v1=${sign("one")}`, "invalid"],
    ["text that is no hex", `t=${time},v1=zz`, "invalid"],
  ] as const)("answers %s with %s", (_what, header, verdict) => {
    expect(verifySignature(header, body, ["one", "two"], now)).toBe(verdict);
  });

  it.each([
    ["a space behind the comma", `t=${time}, v1=${sign("one")}`, "valid"],
    ["two times, of which the first was signed", `t=${time},t=${time + 1},v1=${sign("one")}`, "invalid"],
    ["a digest with something in front of it", `t=${time},v1=00${sign("one")}`, "invalid"],
    ["a digest with something behind it", `t=${time},v1=${sign("one")}00`, "invalid"],
    ["a digest without a name", `t=${time},v1`, "invalid"],
  ] as const)("answers %s with %s", (_what, header, verdict) => {
    expect(verifySignature(header, body, ["one"], now)).toBe(verdict);
  });

  it.each([`+${time}`, `${time}.0`, `0x${time.toString(16)}`, `${time}e0`])(
    "never takes %s for a time, even where that very text was signed",
    (text) => {
      const digest = createHmac("sha256", "one").update(`${text}.`).update(body).digest("hex");
      expect(verifySignature(`t=${text},v1=${digest}`, body, ["one"], now)).toBe("invalid");
    },
  );

  it("tolerates five minutes to both sides and not a second more", () => {
    for (const [shift, verdict] of [
      [-300, "valid"],
      [300, "valid"],
      [-301, "invalid"],
      [301, "invalid"],
    ] as const) {
      expect(verifySignature(`t=${time + shift},v1=${sign("one", time + shift)}`, body, ["one"], now)).toBe(verdict);
    }
  });

  it("never holds without a configured secret", () => {
    expect(verifySignature(`t=${time},v1=${sign("")}`, body, [], now)).toBe("invalid");
  });
});
