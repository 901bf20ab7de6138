import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readPlans } from "@/lib/providers/paynet/cards/ratios";
import { recorded, secretKey, usePlayedPaynet } from "./played-paynet";

const paynet = usePlayedPaynet();
const PRICE = { amount: 14_990n, currency: "TRY" as const };
type Row = Record<string, unknown>;
type Answer = { data: { ratio: Row[] }[] };

const rows = (...ratio: Row[]) => ({
  ...recorded<Row>("ratio-get"),
  data: [{ bank_id: "AXSS", card_type: "cc", ratio }],
});
const row = (instalment: unknown, total_amount: unknown, more: Row = {}): Row => ({
  ...{ instalment, total_amount, instalment_key: `ji_${instalment}` },
  ...more,
});
const table = (body: unknown, payerBears = false) => {
  paynet.answer(200, body);
  return paynet.provider.installmentTable(PRICE, "43550843", payerBears);
};

describe("ratio/Get", () => {
  it("asks in kuruş, with six digits and the bearer, by the secret key, byte for byte", async () => {
    await table(recorded("ratio-get"));
    expect(paynet.heard[0]).toMatchObject({ method: "POST", path: "/v1/ratio/Get" });
    expect(paynet.heard[0]?.headers.authorization).toBe(`Basic ${secretKey}`);
    expect(paynet.heard[0]?.text).toBe('{"amount":"14990","bin":"435508","pos_type":5,"addcomission_to_amount":false}');
  });

  it("answers the documented table, 0 as a single payment, with the name of each plan", async () => {
    expect(await table(recorded("ratio-get"))).toEqual({
      kind: "found",
      options: [
        { count: 1, total: 14_990n, key: "ji_EAAAAEXAMPLE0" },
        { count: 3, total: 14_990n, key: "ji_EAAAAEXAMPLE3" },
      ],
    });
  });

  it("takes 0 and 1 for one plan, sorts, and leaves blocked and nonsensical rows out", async () => {
    const body = rows(
      row(6, 160),
      row(0, 150.5),
      row(1, 150.5),
      row("3", "155,20"),
      row(9, 170, { is_blocked: true }),
      row(101, 180),
      row(-1, 180),
      row(2.5, 180),
      row(undefined, 180),
    );
    expect(await table(body, true)).toMatchObject({
      options: [
        { count: 1, total: 15_050n },
        { count: 3, total: 15_520n },
        { count: 6, total: 16_000n },
      ],
    });
  });

  it("leaves out a count of which two families say different sums, and a row that does not add up", async () => {
    const differing = rows(row(0, 150), row(3, 155), row(3, 156));
    expect(await table(differing, true)).toMatchObject({ options: [{ count: 1, total: 15_000n }] });
    const wrong = row(3, 155, { total_net_amount: 149.9, commision: 5, commision_tax: 0 });
    expect(await table(rows(row(0, 150), wrong), true)).toMatchObject({ options: [{ count: 1, total: 15_000n }] });
  });

  it.each([
    ["no total", undefined, true],
    ["a total in words", "yüz elli", true],
    ["three decimals", 150.005, true],
    ["less than the price", 149.89, true],
    ["more than the price although the merchant bears it", 149.91, false],
  ])("with %s in one row is unknown as a whole", async (_what, total, payerBears) => {
    expect(await table(rows(row(0, 149.9), row(3, total)), payerBears)).toEqual({
      ...{ kind: "unknown", why: "unreadable_total" },
    });
  });

  it.each([
    ["nothing", 200, { ...recorded<Row>("ratio-get"), data: [] }],
    ["no data", 404, recorded("no-data")],
    ["a refusal", 400, recorded("bad-request")],
    ["an outage", 500, recorded("server-error")],
  ])("that answers %s is unknown", async (_what, status, body) => {
    paynet.answer(status, body);
    expect(await paynet.provider.installmentTable(PRICE, undefined, false)).toMatchObject({ kind: "unknown" });
    expect(paynet.heard[0]?.body).not.toHaveProperty("bin");
  });

  it("keeps every sum to the kuruş, however the number is written", () => {
    const amounts = fc.bigInt({ min: 100n, max: 10n ** 12n });
    const written = fc.constantFrom(".", ",", "number");
    fc.assert(
      fc.property(amounts, written, (total, how) => {
        const text = `${total / 100n}.${(total % 100n).toString().padStart(2, "0")}`;
        const wire = how === "number" ? Number(text) : text.replace(".", how);
        const read = readPlans([{ ratio: [{ instalment: 3, total_amount: wire }] }], 1n, true);
        expect(read).toEqual({ kind: "found", options: [{ count: 3, total }] });
      }),
    );
  });
});

describe("a card's first digits", () => {
  const info = (body: unknown, bin = "435508") => {
    paynet.answer(200, body);
    return paynet.provider.binInfo(bin);
  };

  it("name bank, family and kind", async () => {
    expect(await info(recorded("ratio-get"))).toEqual({
      ...{ kind: "found", brand: "visa", bank: "Axess", type: "credit", family: "AXSS" },
    });
    expect(paynet.heard[0]?.body).toMatchObject({ bin: "435508" });
  });

  it("stay unknown when two families or none answer, and are not asked when they are no digits", async () => {
    const one = recorded<Answer>("ratio-get").data;
    expect(await info({ ...recorded<Row>("ratio-get"), data: [...one, ...one] })).toMatchObject({ kind: "unknown" });
    expect(await info({ ...recorded<Row>("ratio-get"), data: [] })).toMatchObject({ kind: "unknown" });
    expect(await info(recorded("ratio-get"), "4355 08")).toEqual({ kind: "unknown", why: "bad_bin" });
    expect(paynet.heard).toHaveLength(2);
  });
});
