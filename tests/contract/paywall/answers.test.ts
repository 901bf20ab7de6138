import { describe, expect, it } from "vitest";
import { z } from "zod";
import { callPaywall, type PaywallOperation } from "@/lib/providers/paywall/client";
import { envelope, usePlayedPaywall } from "./played-paywall";

const paywall = usePlayedPaywall();
const hasty = usePlayedPaywall({ timeoutMs: 400 });

const Body = z.object({ PaymentId: z.number() });
type Operation = PaywallOperation<typeof Body>;
const start: Operation = {
  service: "payment",
  method: "POST",
  path: "api/paywall/payment/start3d",
  retryClass: "query-then-repeat",
  answer: Body,
};
const refund: Operation = {
  ...start,
  service: "private",
  path: "api/paywall/private/refund",
  retryClass: "never-auto-repeat",
};
const query: Operation = {
  ...start,
  service: "private",
  path: "api/paywall/private/query",
  method: "GET",
  retryClass: "repeatable",
};
const device: Operation = { ...start, service: "physical", path: "api/payment/query" };

const call = (operation: Operation, values: Record<string, unknown> = {}) =>
  callPaywall(paywall.connection, operation, values);

describe("what goes over the wire", () => {
  it("each service gets its own key pair and host, and never the other pair", async () => {
    paywall.succeed({ PaymentId: 1 });
    await call(start, { A: 1 });
    await call(refund, { A: 1 });
    const [first, second] = paywall.heard;
    expect(first).toMatchObject({ method: "POST", path: "/pay/api/paywall/payment/start3d", text: '{"A":1}' });
    expect(first?.headers).toMatchObject({ apikeypublic: "pub-key", apiclientpublic: "pub-client" });
    expect(first?.headers).not.toHaveProperty("apikeyprivate");
    expect(second?.path).toBe("/priv/api/paywall/private/refund");
    expect(second?.headers).toMatchObject({ apikeyprivate: "prv-key", apiclientprivate: "prv-client" });
    expect(second?.headers).not.toHaveProperty("apikeypublic");
  });

  it("arguments of a GET are headers: no body, nothing in the address", async () => {
    paywall.succeed({ PaymentId: 1 });
    await call(query, { merchantUniqueCode: "ORD-1", skipped: undefined });
    expect(paywall.heard[0]).toMatchObject({ method: "GET", path: "/priv/api/paywall/private/query", text: "" });
    expect(paywall.heard[0]?.headers).toMatchObject({ merchantuniquecode: "ORD-1" });
    expect(paywall.heard[0]?.headers).not.toHaveProperty("skipped");
  });

  it.each(["Sipariş-1", "a\r\nx-evil: 1", "", " a", "a "])(
    "a GET argument %j is refused before anything is sent",
    async (value) => {
      await expect(call(query, { merchantuniquecode: value })).rejects.toThrow(RangeError);
      expect(paywall.heard).toEqual([]);
      expect(paywall.recorded.begun).toEqual([]);
    },
  );

  it("the record of a call holds no card, no person and no capability", async () => {
    paywall.succeed({ PaymentId: 1, RedirectUrl: "https://agent.example/?UniqueNumber=secret" });
    await call(start, {
      PaymentDetail: { Amount: 149.9, MerchantSuccessBackUrl: "https://us.example/capability" },
      Card: { OwnerName: "Deniz Ornek", Number: "5293601234567896", Cvv: "000" },
      Customer: { FullName: "Deniz Ornek", Phone: "5550000001", Email: "deniz@example.com" },
    });
    expect(paywall.heard[0]?.text).toContain("5293601234567896");
    const record = JSON.stringify(paywall.recorded);
    for (const secret of ["5293601234567896", "Deniz", "5550000001", "deniz@", "capability", "secret", '000"']) {
      expect(record).not.toContain(secret);
    }
    expect(paywall.recorded.begun[0]).toMatchObject({ operation: "payment/start3d", retryClass: "query-then-repeat" });
    expect(paywall.recorded.ended).toMatchObject([{ answer: "answered", resultCode: 0 }]);
  });
});

describe("a success", () => {
  it.each([
    ["as documented", envelope({ Body: { PaymentId: 7 } })],
    ["in camelCase", { errorCode: 0, result: true, message: "", body: { paymentId: 7 } }],
    ["with its body as a string", envelope({ Body: '{"PaymentId":7}' })],
    ["with Result as a string", envelope({ Result: "true", ErrorCode: "0", Body: { PaymentId: 7 } })],
    ["behind a byte order mark", `\uFEFF${JSON.stringify(envelope({ Body: { PaymentId: 7 } }))}`],
  ])("%s is read", async (_what, answer) => {
    paywall.answer(answer);
    expect(await call(start)).toEqual({ kind: "ok", body: { PaymentId: 7 }, callId: "call_test" });
  });

  it("of the physical service has its payload in Result", async () => {
    paywall.answer({ result: { paymentId: 7 }, failed: false, succeeded: true, message: null, clientMessage: null });
    expect(await call(device)).toMatchObject({ kind: "ok", body: { PaymentId: 7 } });
  });
});

describe("a definite no", () => {
  it("keeps its code, words and body, with HTTP 200", async () => {
    paywall.answer(
      envelope({ Result: false, ErrorCode: 65, Message: "operation amount above payment amount", Body: {} }),
    );
    expect(await call(refund)).toMatchObject({
      kind: "refused",
      code: 65,
      message: "operation amount above payment amount",
    });
  });

  it("of the physical service is named by its key", async () => {
    paywall.answer({ Result: null, Failed: true, Succeeded: false, Message: "x", ClientMessage: "Terminal.NotFound" });
    expect(await call(device)).toMatchObject({ kind: "refused", code: "Terminal.NotFound" });
  });

  it("56 is absence for a question, a refusal for a command", async () => {
    paywall.answer(envelope({ Result: false, ErrorCode: 56 }));
    expect(await call(query)).toMatchObject({ kind: "absent" });
    expect(await call(refund)).toMatchObject({ kind: "refused", code: 56 });
  });
});

describe("what is unclear is unknown, never failed", () => {
  it.each([-1, 5, 63, 78, 88, 500, 501, 502, 503, 504])("code %i", async (ErrorCode) => {
    paywall.answer(envelope({ Result: false, ErrorCode }));
    for (const operation of [start, refund, query]) expect(await call(operation)).toMatchObject({ kind: "unknown" });
  });

  it.each([4, 119, 148])(
    "code %i, already exists, on a call with an effect: the first may be ours",
    async (ErrorCode) => {
      paywall.answer(envelope({ Result: false, ErrorCode }));
      expect(await call(start)).toMatchObject({ kind: "unknown", why: `duplicate_${ErrorCode}` });
      expect(await call(refund)).toMatchObject({ kind: "unknown" });
      expect(await call(query)).toMatchObject({ kind: "refused" });
    },
  );

  it.each([
    ["success with an error code", envelope({ ErrorCode: 1 })],
    ["failure without one", envelope({ Result: false })],
    ["Result as 1", envelope({ Result: 1 })],
    ["a success without its body", envelope({ Body: null })],
    ["no envelope", {}],
    ["a list", "[]"],
    ["a cut-off answer", '{"ErrorCode":0,"Result":true,"Body":{"Pay'],
    ["nothing", ""],
    ["a page", "<h1>OK</h1>"],
  ])("%s", async (_what, answer) => {
    paywall.answer(answer);
    for (const operation of [start, refund, query]) expect(await call(operation)).toMatchObject({ kind: "unknown" });
  });

  it.each([301, 400, 401, 403, 404, 429, 500, 502, 503])("HTTP %i, whatever its body says", async (status) => {
    for (const body of [envelope({ Result: false, ErrorCode: 65 }), envelope({ Body: { PaymentId: 7 } })]) {
      paywall.answer(body, status);
      for (const operation of [start, refund, query]) expect(await call(operation)).toMatchObject({ kind: "unknown" });
    }
  });

  it.each([
    ["both flags", { Result: {}, Failed: true, Succeeded: true }],
    ["no flag", { Result: {}, Failed: false, Succeeded: false }],
    ["a failure without a name", { Result: null, Failed: true, Succeeded: false }],
    ["a server error", { Result: null, Failed: true, Succeeded: false, ClientMessage: "System.ServerError" }],
  ])("the physical service with %s", async (_what, answer) => {
    paywall.answer(answer);
    expect(await call(device)).toMatchObject({ kind: "unknown" });
  });

  it("silence, a closed socket and a redirect; each call was sent once", async () => {
    hasty.play(() => undefined);
    expect(await callPaywall(hasty.connection, start, {})).toMatchObject({ kind: "unknown", why: "timeout" });
    expect(hasty.heard).toHaveLength(1);
    paywall.play((response) => response.destroy());
    expect(await call(refund)).toMatchObject({ kind: "unknown", why: "connection" });
    expect(paywall.heard).toHaveLength(1);
    paywall.play((response) => response.writeHead(307, { location: "/elsewhere" }).end());
    expect(await call(refund)).toMatchObject({ kind: "unknown" });
    expect(paywall.heard.map(({ path }) => path)).not.toContain("/elsewhere");
  });
});
