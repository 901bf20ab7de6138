import { createCipheriv, randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { paynetSoftPos } from "@/lib/providers/paynet/soft-pos/soft-pos";
import type { SoftPosProvider } from "@/lib/providers/soft-pos";
import { usePlayedPaynet } from "../played-paynet";

const paynet = usePlayedPaynet();
const read = (data: string, key: string) => (paynet.provider.softPos as SoftPosProvider).readCallback(data, key);
const key = randomBytes(32).toString("base64");

function seal(payload: unknown, with64 = key): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", Buffer.from(with64, "base64"), iv);
  const text = typeof payload === "string" ? payload : JSON.stringify(payload);
  return Buffer.concat([iv, cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]).toString("base64url");
}

describe("what the app hands back", () => {
  it("names its session and what the app believes", () => {
    const payload = { payment_session_id: "4F1C", is_succeed: true, xact_id: "xk_1", code: 0, message: "" };
    expect(read(seal(payload), key)).toEqual({
      kind: "read",
      paymentSessionId: "4F1C",
      isSucceeded: true,
      transactionId: "xk_1",
      code: "0",
    });
    expect(read(seal({ payment_session_id: "4F1C" }), key)).toMatchObject({ isSucceeded: null, transactionId: null });
  });

  it.each([
    ["nothing", () => ""],
    ["another key", () => seal({ payment_session_id: "4F1C" }, randomBytes(32).toString("base64"))],
    ["a changed byte", () => seal({ payment_session_id: "4F1C" }).replace(/.$/, (last) => (last === "A" ? "Q" : "A"))],
    ["too little", () => "AAAA"],
    ["no JSON", () => seal("{")],
    ["no session", () => seal({ is_succeed: true })],
    ["a book", () => seal("x".repeat(20_000))],
  ])("is unreadable, and no fault, when it is %s", (_what, data) => {
    expect(read(data(), key)).toMatchObject({ kind: "unreadable" });
  });

  it.each(["", "kısa", "A".repeat(44)])("is unreadable under the key %j", (wrong) => {
    expect(read(seal({ payment_session_id: "4F1C" }), wrong)).toMatchObject({ kind: "unreadable" });
  });

  it("is read by another reader where one is given", () => {
    const connection = {
      baseUrl: "",
      secretKey: "",
      timeoutMs: 1,
      recorder: { begin: async () => "", end: async () => {} },
    };
    const reader = { read: (data: string) => ({ kind: "unreadable", why: `seen ${data}` }) as const };
    expect(paynetSoftPos(connection, reader).readCallback("d", "k")).toEqual({ kind: "unreadable", why: "seen d" });
  });
});
