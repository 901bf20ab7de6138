import { describe, expect, it } from "vitest";
import { browserSessionPage } from "@/lib/providers/paynet/cards/provider-page";
import { publishableKey, recorded, threeDRequest, usePlayedPaynet } from "./played-paynet";

const paynet = usePlayedPaynet();
const SESSION = "js_EAAAAEXAMPLE1+/*";
const TOKEN = "7B6D0C0E-5C1A-4C3A-9C55-0B7F1D1E2A3F";
/** docs/providers/paynet.md 8 */
const opened = (change: Record<string, unknown> = {}) => ({
  ...{ session_id: SESSION, expire_date: "2026-01-15T11:00:01.1000000+03:00", name: "Demo", tds_required: true },
  ...{ object_name: "paynetj_auth", code: 0, message: "Başarılı İşlem" },
  ...change,
});
const prepare = (wish: Parameters<typeof threeDRequest>[0] = {}, bin?: string) =>
  paynet.provider.prepareCardEntry({ ...threeDRequest(wish), ...(bin && { bin }) });
type Wish = Parameters<typeof threeDRequest>[0];
/** The session as a grant of our server names it to the page. */
async function granted(wish: Wish = {}): Promise<string> {
  paynet.answer(200, opened());
  const grant = await prepare(wish);
  paynet.heard.length = 0;
  return grant.kind === "granted" ? (grant.fields.card_session ?? "") : grant.kind;
}
const withToken = async (card: { token?: string; session?: string; threeDUrl?: string } = {}, wish: Wish = {}) => {
  const session = card.session ?? (await granted());
  return paynet.provider.startThreeD(
    threeDRequest({ card: { kind: "token", token: TOKEN, ...card, session }, ...wish }),
  );
};

describe("a grant", () => {
  it("is a session our server opened: its amount, 3-D required, by the publishable key, byte for byte", async () => {
    paynet.answer(200, opened());
    expect(await prepare()).toEqual({
      kind: "granted",
      protocol: "paynet_session",
      url: `${paynet.baseUrl}/v1/paynetj/create_token`,
      fields: {
        ...{ session_id: SESSION, publishable_key: publishableKey },
        card_session: expect.stringMatching(/^js_EAAAAEXAMPLE1\+\/\*~[\w-]{43}$/),
      },
      expiresAt: new Date("2026-01-15T08:00:01.100Z"),
    });
    expect(paynet.heard).toHaveLength(1);
    expect(paynet.heard[0]).toMatchObject({ method: "POST", path: "/v1/paynetj/auth?type=CF" });
    expect(paynet.heard[0]?.headers.authorization).toBe(`Basic ${publishableKey}`);
    expect(paynet.heard[0]?.text).toBe(
      '{"amount":"14990","add_commission":false,"pos_type":5,"domain":"shop.example","tds_required":true,' +
        '"return_url":"https://shop.example/paynet/3d/return"}',
    );
  });

  const plans = (change: Record<string, unknown> = {}) => ({ ...recorded("ratio-get"), ...change });
  const playBoth = (bins: unknown) =>
    paynet.play((response, { path }) => {
      const body = path.includes("check_bin") ? bins : opened();
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
    });

  it("for instalments names the plan of this card, at exactly the sum that was shown", async () => {
    playBoth(plans());
    expect(await prepare({ installments: 3 }, "43550843")).toMatchObject({
      kind: "granted",
      fields: { instalment_key: "ji_EAAAAEXAMPLE3" },
    });
    expect(paynet.heard[1]?.body).toEqual({ session_id: SESSION, bin: "435508" });
  });

  it("reads plans that stand in data themselves", async () => {
    const [bank] = recorded<{ data: { ratio: object[] }[] }>("ratio-get").data;
    playBoth(plans({ data: bank?.ratio }));
    expect(await prepare({ installments: 3 }, "435508")).toMatchObject({
      fields: { instalment_key: "ji_EAAAAEXAMPLE3" },
    });
  });

  it("is refused without the digits, for a plan the card has not, and unknown for another sum", async () => {
    playBoth(plans());
    expect(await prepare({ installments: 3 })).toMatchObject({ kind: "rejected", code: "bin_required" });
    expect(await prepare({ installments: 6 }, "435508")).toMatchObject({ kind: "rejected", code: "plan_not_for_card" });
    const total = { amount: 15_000n, currency: "TRY" as const };
    expect(await prepare({ installments: 3, total }, "435508")).toMatchObject({ kind: "unknown" });
  });

  it("is rejected by a definite no, unknown by anything else", async () => {
    paynet.answer(400, recorded("bad-request"));
    expect(await prepare()).toMatchObject({ kind: "rejected" });
    paynet.answer(500, recorded("server-error"));
    expect(await prepare()).toMatchObject({ kind: "unknown" });
    paynet.answer(200, opened({ session_id: "" }));
    expect(await prepare()).toEqual({ kind: "unknown", why: "malformed" });
  });
});

describe("a card the browser handed over", () => {
  it("leads to the provider's page with our own query, without a call", async () => {
    const page = new URL(`${paynet.baseUrl.replace("127.0.0.1", "localhost")}/v1/paynetj/tds`);
    page.search = new URLSearchParams({
      ...{ session_id: SESSION, token_id: TOKEN, publishable_key: publishableKey },
    }).toString();
    const expected = {
      ...{ kind: "redirect", url: page.href, transactionId: null },
      session: { session_id: SESSION, token_id: TOKEN, flow: "browser" },
    };
    expect(await withToken()).toEqual(expected);
    expect(await withToken({ threeDUrl: `${page.origin}${page.pathname}?session_id=js_other#x` })).toEqual(expected);
    expect(paynet.heard).toEqual([]);
  });

  it.each([
    ["a page elsewhere", { threeDUrl: "https://evil.example/v1/paynetj/tds" }],
    ["a page that is none", { threeDUrl: "javascript:alert(1)" }],
    ["no session", { session: "" }],
    ["a session that is none", { session: "xx_1" }],
    ["a token that is none", { token: "a b" }],
    ["a token that is too long", { token: "A".repeat(101) }],
  ])("with %s is refused, without a call", async (_what, card) => {
    expect(await withToken(card)).toMatchObject({ kind: "rejected" });
    expect(paynet.heard).toEqual([]);
  });

  it("of a session we did not open for this sum and plan is refused: it may lack 3-D or pay a dealer", async () => {
    const ours = await granted();
    const total = { amount: 14_991n, currency: "TRY" as const };
    const refusedToken = { kind: "rejected", code: "bad_token" };
    expect(await withToken({ session: SESSION })).toMatchObject(refusedToken);
    expect(await withToken({ session: ours.replace("js_E", "js_F") })).toMatchObject(refusedToken);
    expect(await withToken({ session: `${ours.slice(0, -1)}${ours.endsWith("A") ? "B" : "A"}` })).toMatchObject(
      refusedToken,
    );
    expect(await withToken({ session: ours }, { total })).toMatchObject(refusedToken);
    expect(await withToken({ session: ours }, { installments: 3 })).toMatchObject(refusedToken);
    expect(await withToken({ session: ours })).toMatchObject({ kind: "redirect" });
    expect(paynet.heard).toEqual([]);
  });

  it("goes to Paynet's own host in life", () => {
    expect(browserSessionPage("https://api.paynet.com.tr").href).toBe("https://api.paynet.com.tr/v1/paynetj/tds");
  });
});
