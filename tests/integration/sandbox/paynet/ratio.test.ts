import { describe, expect, it } from "vitest";
import { useSessionSandbox } from "./session-harness";

const sandbox = useSessionSandbox();
const ratios = (wish: Record<string, unknown> = {}) =>
  sandbox.paynet("ratio/Get", { amount: "100000", pos_type: 5, addcomission_to_amount: true, ...wish });
const plansOf = (bank: { ratio: { instalment: number }[] }) => bank.ratio.map(({ instalment }) => instalment);

describe("ratio/Get", () => {
  it("answers a table a card family, debit and other banks' cards at once only", async () => {
    const of = async (bin: string) => (await ratios({ bin })).body.data;
    const [axess, ...others] = await of("435508");
    expect(others).toEqual([]);
    expect(axess).toMatchObject({ bank_id: "AXSS", bank_name: "Axess", card_type: "cc" });
    expect(plansOf(axess)).toEqual([0, 2, 3, 6]);
    expect(plansOf((await of("454671"))[0])).toEqual([0, 2, 3]);
    expect(plansOf((await of("54561645"))[0])).toEqual([0, 3, 6, 9]);
    expect((await of("402277"))[0].card_type).toBe("bc");
    expect(plansOf((await of("402277"))[0])).toEqual([0]);
    expect(plansOf((await of("428220"))[0])).toEqual([0]);
    expect((await ratios()).body.data.length).toBeGreaterThan(4);
  });

  it("adds up in every row, and says what tds_charge then charges", async () => {
    const { body } = await ratios({ bin: "545616" });
    for (const row of body.data[0].ratio) {
      const kurus = (value: number) => Math.round(value * 100);
      expect(kurus(row.total_net_amount) + kurus(row.commision)).toBe(kurus(row.total_amount));
      expect(row.instalment_key).toMatch(/^ji_/);
    }
    const nine = body.data[0].ratio.find((row: { instalment: number }) => row.instalment === 9);
    const wish = { amount: "1000,00", instalment: 9, add_commission: true, pan: "5456165456165454" };
    const charged = await sandbox.charge(await sandbox.passed(wish));
    expect(charged.body).toMatchObject({ amount: nine.total_amount, net_amount: 1_000, instalment: 9 });
  });

  it("refuses an amount that is no kuruş and a bin that is none; the public service takes the other key", async () => {
    expect((await ratios({ amount: 100_000 })).body).toMatchObject({ result_code: 11 });
    expect((await ratios({ amount: "1000,00" })).body).toMatchObject({ result_code: 11 });
    expect((await ratios({ bin: "4355" })).body).toMatchObject({ result_code: 11 });
    const pub = (key: string) => sandbox.service("v1/ratio/Get_public", { amount: "100000" }, key);
    expect((await pub("pbk_sandbox_demo")).status).toBe(200);
    expect((await pub("sck_sandbox_demo")).status).toBe(401);
  });
});
