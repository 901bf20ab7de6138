import type { ServerResponse } from "node:http";
import { describe, expect, it } from "vitest";
import { linkRequest, recorded, secretKey, usePlayedPaynet } from "./played-paynet";

const paynet = usePlayedPaynet();
const hasty = usePlayedPaynet({ timeoutMs: 500 });

describe("what goes over the wire", () => {
  it("the key stands raw behind Basic: no base64, no colon", async () => {
    paynet.answer(200, recorded("create"));
    await paynet.provider.createPaymentLink(linkRequest());
    expect(paynet.heard[0]?.headers.authorization).toBe(`Basic ${secretKey}`);
    expect(paynet.heard[0]).toMatchObject({ method: "POST", path: "/v1/mailorder/create" });
    expect(paynet.heard[0]?.headers["content-type"]).toMatch(/^application\/json/);
  });

  it.each([
    [1n, "0.01"],
    [99n, "0.99"],
    [100n, "1"],
    [12_050n, "120.5"],
    [123_456n, "1234.56"],
    [149_990n, "1499.9"],
    [100_000_000n, "1000000"],
    [999_999_999_999n, "9999999999.99"],
    [1_000_000_000_000n, "10000000000"],
  ])("%i kuruş are the JSON number %s", async (amount, text) => {
    paynet.answer(200, recorded("create"));
    await paynet.provider.createPaymentLink(linkRequest({ price: { amount, currency: "TRY" } }));
    expect(paynet.heard[0]?.text).toContain(`"amount":${text},`);
  });

  it("the validity is hours as text, misspelt names are kept, absent options are not sent", async () => {
    paynet.answer(200, recorded("create"));
    await paynet.provider.createPaymentLink(
      linkRequest({ addCommission: true, installmentKey: "ji_EAAAAB7q", manyUses: true }),
    );
    expect(paynet.heard[0]?.body).toEqual({
      name_surname: "Ali Deneme",
      amount: 120.5,
      addcomission_to_amount: true,
      send_mail: false,
      send_sms: false,
      expire_date: "72",
      reference_no: "INV-77-00000000",
      instalment_key: "ji_EAAAAB7q",
      succeed_url: "https://shop.example/ok",
      error_url: "https://shop.example/no",
      confirmation_url: "https://shop.example/hook",
      send_confirmation_mail: true,
      multi_payment: true,
    });
  });

  it("look-up, stop and question use the documented paths and names", async () => {
    paynet.answer(200, recorded("detail"));
    await paynet.provider.findPaymentLink("INV-77-00000000");
    paynet.answer(200, recorded("status-update"));
    await paynet.provider.deactivatePaymentLink("INV-77-00000000");
    paynet.answer(200, recorded("check-paid"));
    await paynet.provider.queryTransactions({ reference: "INV-77-00000000" });
    await paynet.provider.queryTransactions({ transactionId: "xk_EAAAAEXAMPLE*2+a/1t" });
    expect(paynet.heard.map(({ path, body }) => [path, body])).toEqual([
      ["/v1/mailorder/detail", { reference_no: "INV-77-00000000" }],
      ["/v1/mailorder/status_update", { reference_no: "INV-77-00000000", status: 3 }],
      ["/v1/transaction/check", { reference_no: "INV-77-00000000" }],
      ["/v1/transaction/check", { xact_id: "xk_EAAAAEXAMPLE*2+a/1t" }],
    ]);
  });

  it("the list is asked in Istanbul's days, with failures and a page size of its own", async () => {
    paynet.answer(404, recorded("no-data"));
    // 22:30 UTC on 14 January is already the 15th in Istanbul.
    await paynet.provider.listTransactions(new Date("2026-01-14T22:30:00Z"), new Date("2026-01-16T12:00:00Z"));
    expect(paynet.heard[0]?.path).toBe("/v1/transaction/list");
    expect(paynet.heard[0]?.body).toMatchObject({
      datab: "15.01.2026",
      datbi: "16.01.2026",
      show_unsucceed: true,
      limit: expect.any(Number),
    });
    expect(Number(paynet.heard[0]?.body.limit)).toBeGreaterThan(10);
  });
});

describe("how often it is sent", () => {
  it.each([
    ["a 500", (response: ServerResponse) => response.writeHead(500).end("{}")],
    ["a closed socket", (response: ServerResponse) => response.destroy()],
    [
      "a cut-off answer",
      (response: ServerResponse) => {
        response.writeHead(200, { "content-length": "500" });
        response.write('{"code":0', () => response.destroy());
      },
    ],
  ])("a create that met %s is sent once, never again by itself", async (_what, play) => {
    paynet.play(play);
    expect(await paynet.provider.createPaymentLink(linkRequest())).toMatchObject({ kind: "unknown" });
    expect(paynet.heard).toHaveLength(1);
  });

  it("a create that met silence is sent once, never again by itself", async () => {
    hasty.play(() => undefined);
    expect(await hasty.provider.createPaymentLink(linkRequest())).toEqual({ kind: "unknown", why: "timeout" });
    expect(hasty.heard).toHaveLength(1);
  });

  it("a create on a connection that idled away is still sent at most once", async () => {
    paynet.answer(200, recorded("create"), { "content-type": "application/json", connection: "close" });
    for (let round = 1; round <= 5; round += 1) {
      await paynet.provider.createPaymentLink(linkRequest());
      expect(paynet.heard).toHaveLength(round);
    }
  });

  it("a redirect is not followed: the key never reaches a second place", async () => {
    paynet.play((response, heard) =>
      heard.path === "/elsewhere"
        ? response.writeHead(200).end("{}")
        : response.writeHead(307, { location: `${paynet.baseUrl}/elsewhere` }).end(),
    );
    expect(await paynet.provider.createPaymentLink(linkRequest())).toMatchObject({ kind: "unknown" });
    expect(await paynet.provider.queryTransactions({ reference: "x" })).toMatchObject({ kind: "unknown" });
    expect(paynet.heard.map(({ path }) => path)).toEqual(["/v1/mailorder/create", "/v1/transaction/check"]);
  });
});
