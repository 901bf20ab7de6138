import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { PRIVATE, startBody, usePaywallSandbox } from "./paywall-harness";

const CARD = "5293601234567896";
const dataDir = mkdtempSync(join(tmpdir(), "vezne-paywall-cards-"));
const sandbox = usePaywallSandbox({ dataDir });
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

type Headers = Record<string, string>;
async function wall(method: string, body?: unknown, headers: Headers = {}) {
  const answer = await fetch(`${sandbox.url}/paywall/card/paywall/card`, {
    method,
    headers: { ...PRIVATE, "content-type": "application/json", ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return answer.json();
}
const owner = { RelationalId1: "user-77", RelationalId2: "", RelationalId3: "" };
const add = (more: object = {}) =>
  wall("POST", {
    PartnerBased: false,
    PartnerIdentity: "",
    ...owner,
    Card: { Nickname: "İş kartı", HolderName: "Deniz Ornek", Number: CARD, Month: 12, Year: 2029 },
    IncludeDetails: true,
    ...more,
  });
const list = (more: Headers = {}) => wall("GET", undefined, { relationalid1: "user-77", ...more });
const stored = (UniqueCode: string) => ({ OwnerName: "", Number: "", Cvv: "", UniqueCode });

describe("stored cards", () => {
  it("are kept without their number and listed for their owner alone", async () => {
    expect(await add()).toMatchObject({
      ErrorCode: 0,
      Result: true,
      Body: {
        Name: "İş kartı",
        CardBin: "529360",
        CardLastFour: "7896",
        CardNumber: "529360******7896",
        CardTypeId: 1,
        Month: 12,
        Year: 2029,
        UniqueCode: expect.any(String),
        Details: { CardTypeId: 1, CardBrandId: 1 },
      },
    });
    const { Body } = await list();
    expect(Body).toMatchObject([{ CardLastFour: "7896", Expired: false }]);
    expect(Body[0]).not.toHaveProperty("Details");
    expect((await list({ includedetails: "true" })).Body[0]).toHaveProperty("Details");
    expect((await list({ relationalid1: "user-78" })).Body).toEqual([]);
    expect((await list({ relationalid2: "branch" })).Body).toEqual([]);
    const keys = { apikeyprivate: "pwprv_sandbox_other", apiclientprivate: "pwprvclient_sandbox_other" };
    expect((await list(keys)).Body).toEqual([]);
    expect(await wall("GET")).toMatchObject({ Result: false });
  });

  it("are called something else after a while: the old name is refused by its own code, no name by another", async () => {
    const first = (await add()).Body.UniqueCode;
    const body = () => startBody({ card: stored(first) });
    expect((await sandbox.post("payment/start3d", body())).body).toMatchObject({ Result: true });
    await sandbox.control("POST", "clock", { advance_seconds: 16 * 60 });
    expect((await sandbox.post("payment/start3d", body())).body).toMatchObject({ Result: false, ErrorCode: 21 });
    const second = (await list()).Body[0].UniqueCode;
    expect(second).not.toBe(first);
    const paid = await sandbox.post("payment/start3d", startBody({ card: stored(second) }));
    const { UniqueCode, MerchantUniqueKey } = paid.body.Body.Payment;
    await sandbox.finish(UniqueCode, "close_after");
    expect(await sandbox.query(MerchantUniqueKey)).toMatchObject({
      AnySuccessPayment: true,
      UsedSavedCard: true,
      CardNumber: "529360******7896",
    });
    expect((await sandbox.post("payment/start3d", startBody({ card: stored("nobody") }))).body.ErrorCode).toBe(22);
  });

  it("get a new date, and are gone once deleted, by their owner only", async () => {
    const { UniqueCode } = (await add()).Body;
    expect(await wall("PUT", { ...owner, UniqueCode, Month: 1, Year: 2031 })).toMatchObject({
      Result: true,
      Body: null,
    });
    expect((await list()).Body).toMatchObject([{ Month: 1, Year: 2031 }]);
    expect(await wall("DELETE", { ...owner, RelationalId1: "user-78", UniqueCode })).toMatchObject({ ErrorCode: 22 });
    expect(await wall("DELETE", { ...owner, UniqueCode })).toMatchObject({ Result: true });
    expect((await list()).Body).toEqual([]);
    expect((await sandbox.post("payment/start3d", startBody({ card: stored(UniqueCode) }))).body.ErrorCode).toBe(22);
  });

  it("that are out of date are refused when they are to pay", async () => {
    const { UniqueCode } = (await add()).Body;
    await wall("PUT", { ...owner, UniqueCode, Month: 1, Year: 2020 });
    expect((await list()).Body).toMatchObject([{ Expired: true }]);
    expect((await sandbox.post("payment/start3d", startBody({ card: stored(UniqueCode) }))).body.ErrorCode).toBe(23);
  });

  it.each([
    ["without an owner", { RelationalId1: "" }, 2],
    ["without a card", { Card: null }, 18],
    [
      "with a number that is none",
      { Card: { Nickname: "a", HolderName: "b", Number: "4111", Month: 1, Year: 2030 } },
      14,
    ],
    ["with two digits of a year", { Card: { Nickname: "a", HolderName: "b", Number: CARD, Month: 1, Year: 30 } }, 16],
  ])("are not kept %s", async (_what, more, ErrorCode) => {
    expect(await add(more)).toMatchObject({ Result: false, ErrorCode });
  });

  it("are kept by a payment that succeeded and asked for it, once", async () => {
    const CardSave = { Save: true, Nickname: "Kasa", RelationalId1: "user-77", RelationalId2: "", RelationalId3: "" };
    for (const result of ["fail", "close_after", "close_after"]) {
      const started = await sandbox.post("payment/start3d", startBody({ card: { CardSave } }));
      await sandbox.finish(started.body.Body.Payment.UniqueCode, result);
      if (result === "fail") expect((await list()).Body).toEqual([]);
    }
    expect((await list()).Body).toMatchObject([{ Name: "Kasa", CardLastFour: "7896" }]);
  });
});

describe("what the sandbox keeps of cards", () => {
  it("is neither a number nor a code nor a token that pays, in its log and in its truth", async () => {
    await add();
    const temp = await sandbox.post("temptoken", { ClientCardSave: true, ThreeDSession: false, ExpiryMin: 30 });
    const token = temp.body.Body.Token;
    const typed = {
      CardType: 1,
      CardOwnerName: "Deniz",
      CardNumber: CARD,
      CardCvv: "9137",
      CardExpiryMonth: "12",
      CardExpiryYear: "29",
      ExpiryMin: 30,
    };
    const cardToken = (await sandbox.post("tempcard", typed, { token })).body.Body.CardToken;
    const card = { OwnerName: "", Number: "", Cvv: "", TempCardToken: cardToken };
    const { MerchantUniqueKey } = (await sandbox.post("payment/start3d", startBody({ card }))).body.Body.Payment;
    expect(await sandbox.query(MerchantUniqueKey)).toMatchObject({ UsedTempCard: true });
    await sandbox.post("payment/start3d", startBody({ card: { Cvv: "9137" } }));
    const log = JSON.stringify((await sandbox.control("GET", "requests")).body);
    const truth = JSON.stringify((await sandbox.control("GET", "state")).body);
    const files = readdirSync(dataDir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"))
      .join("\n");
    expect(files.length).toBeGreaterThan(100);
    for (const text of [log, truth, files]) {
      expect(text).not.toContain(CARD);
      expect(text).not.toContain('"9137"');
      expect(text).not.toContain(token);
      expect(text).not.toContain(cardToken);
    }
    expect(log).toContain("529360");
  });
});
