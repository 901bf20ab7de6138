import { describe, expect, it } from "vitest";
import { memberBody, PRIVATE, usePaywallSandbox } from "./paywall-harness";

const sandbox = usePaywallSandbox();
const OTHER = { apikeypublic: "pwpub_sandbox_other", apiclientpublic: "pwpubclient_sandbox_other" };

const create = async (change: object = {}) => (await sandbox.post("member", memberBody(change))).body;
const search = async (headers: Record<string, string>) => (await sandbox.get("member/search", headers)).body;

describe("members", () => {
  it("are made, found by either id, and answered without the number that taxes them", async () => {
    const made = await create();
    expect(made).toMatchObject({
      ErrorCode: 0,
      Result: true,
      Body: { Id: 4_101, MemberType: 3, MemberExternalId: "seller-9", UpdateDateTime: "0001-01-01T00:00:00" },
    });
    const found = await search({ memberexternalid: "seller-9" });
    expect(found.Body).toMatchObject({
      Id: 4_101,
      MemberTaxNumber: "*2*4*6*8*0",
      BankAccounts: [{ Currency: "TRY", Iban: `TR${"0".repeat(24)}` }],
      ValueDate: { CalculationType: 1, CalculationValue: 7, Commission: 10 },
    });
    expect((await search({ memberid: "4101" })).Body).toEqual(found.Body);
    expect((await sandbox.get("member", { start: "0", length: "10" })).body.Body).toHaveLength(1);
    expect((await sandbox.get("member", { start: "1", length: "10" })).body.Body).toHaveLength(0);
    expect((await sandbox.get("member/search", { memberid: "4101" }, OTHER)).body).toMatchObject({ ErrorCode: 198 });
  });

  it.each([
    ["a type that is none", { MemberType: 4 }, 200],
    ["a sub-merchant without a type", { MemberType: 0 }, 200],
    ["no external id", { MemberExternalId: "" }, 201],
    ["a company without its tax office", { MemberTaxOffice: "" }, 201],
    ["a person without a number", { MemberType: 1, ContactName: "A", ContactLastname: "B" }, 201],
    ["an address that is no mail", { MemberEmail: "nobody" }, 212],
    ["an IBAN a digit short", { BankAccounts: [{ CurrencyId: 1, Title: "A", Iban: `TR${"0".repeat(23)}` }] }, 218],
    ["an account of nobody", { BankAccounts: [{ CurrencyId: 1, Title: "", Iban: `TR${"0".repeat(24)}` }] }, 217],
    ["pay after 101 days", { ValueDate: { CalculationType: 1, CalculationValue: 101, Commission: 1 } }, 234],
    [
      "pay on the eighth day of the week",
      { ValueDate: { CalculationType: 2, CalculationValue: 8, Commission: 1 } },
      234,
    ],
    ["pay on the 29th", { ValueDate: { CalculationType: 3, CalculationValue: 29, Commission: 1 } }, 234],
    [
      "a commission above all of it",
      { ValueDate: { CalculationType: 1, CalculationValue: 1, Commission: 100.01 } },
      235,
    ],
  ])("%s is refused and makes nobody", async (_what, change, code) => {
    expect(await create(change)).toMatchObject({ Result: false, ErrorCode: code });
    expect((await sandbox.get("member", { start: "0", length: "9" })).body.Body).toEqual([]);
  });

  it("are made once, changed, and gone after a deletion", async () => {
    await create();
    expect(await create()).toMatchObject({ Result: false, ErrorCode: 227 });
    await sandbox.control("POST", "clock", { advance_seconds: 60 });
    const change = { Id: 4_101, MemberName: "Nine", BankAccounts: [], ValueDate: null };
    const changed = await sandbox.send("PUT", "member", memberBody(change));
    expect(changed.body.Body).toMatchObject({ MemberName: "Nine", BankAccounts: [{}], ValueDate: {} });
    expect(changed.body.Body.UpdateDateTime).not.toMatch(/^0001/);
    expect((await sandbox.send("PUT", "member", memberBody({ Id: 1 }))).body).toMatchObject({ ErrorCode: 198 });
    const gone = await sandbox.send("DELETE", "member", { Id: 0, MemberExternalId: "seller-9" });
    expect(gone.body).toMatchObject({ Result: true, Body: null });
    expect(await search({ memberid: "4101" })).toMatchObject({ ErrorCode: 198 });
    expect((await create()).Body.Id).toBe(4_102);
  });

  it("are paid to their accounts after their own days", async () => {
    await create({ BankAccounts: null, ValueDate: null });
    const account = { MemberId: 4_101, CurrencyId: 1, Title: "Nine", Iban: `TR${"1".repeat(24)}` };
    const { Id } = (await sandbox.post("member/bankaccount", account)).body.Body;
    await sandbox.send("PUT", "member/bankaccount", { ...account, Id, Title: "Nine Ltd" });
    const list = () => sandbox.get("member/bankaccount", { memberid: "4101" });
    expect((await list()).body.Body).toMatchObject([{ Id, Title: "Nine Ltd" }]);
    expect((await sandbox.send("DELETE", "member/bankaccount", { Id }, OTHER)).body).toMatchObject({ ErrorCode: 229 });
    await sandbox.send("DELETE", "member/bankaccount", { Id });
    expect((await list()).body.Body).toEqual([]);
    const rule = { MemberId: 4_101, CalculationType: 2, CalculationValue: 4, Commission: 12.5 };
    expect((await sandbox.post("member/valuedate", rule)).body).toMatchObject({ Result: true, Body: null });
    const { MemberId: _member, ...shown } = rule;
    expect((await sandbox.get("member/valuedate", { memberid: "4101" })).body.Body).toMatchObject(shown);
  });

  it("need the public pair", async () => {
    expect((await sandbox.post("member", memberBody(), PRIVATE)).body).toMatchObject({ ErrorCode: 4 });
  });
});
