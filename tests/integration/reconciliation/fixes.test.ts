import { beforeAll, describe, expect, it } from "vitest";
import { systemClock } from "@/lib/kernel/clock";
import { getBalance } from "@/lib/ledger/queries";
import { importStatement } from "@/lib/reconciliation/bank/import-statement";
import { acceptCase, recordChargeback } from "@/lib/reconciliation/decide-case";
import { istanbulDay } from "@/lib/reconciliation/differences";
import { adoptCase, askCase } from "@/lib/reconciliation/fix-case";
import { makeContext } from "../../support/context";
import { useProduct } from "../../support/product-process";
import { type PlantedShop, plantedShop } from "./planted-shop";

const product = useProduct();
const shop = {} as PlantedShop;
const later = (day: string, count: number) =>
  new Date(Date.parse(`${day}T12:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10);

beforeAll(async () => {
  Object.assign(shop, await plantedShop(product, 150));
  await shop.compare();
}, 60_000);

describe("after the fixes", () => {
  it("nothing is left open", async () => {
    const owner = makeContext(shop.merchant);
    const of = async (reason: string) =>
      (await shop.cases()).filter((row) => row.reason === reason && row.status === "open").map(({ id }) => String(id));
    for (const id of [
      ...(await of("only_at_provider")),
      ...(await of("refund_only_at_provider")),
      ...(await of("duplicate")),
    ]) {
      await adoptCase(owner, { id });
    }
    for (const id of await of("provider_captured")) await askCase(owner, { id });
    for (const id of await of("chargeback")) await recordChargeback(owner, { id });
    // A second sale is in the books now, and stands until it is given back or somebody lets it stand.
    const rest = (await shop.cases()).filter(({ status }) => status === "open");
    expect(rest.map(({ reason }) => reason).sort()).toEqual(
      ["amount", "currency", "day", "duplicate", "net", "only_ours", "provider_failed", "reference"].sort(),
    );
    for (const { id, version } of rest) await acceptCase(owner, { id, comment: "Sağlayıcıyla konuşuldu", version });
    await shop.compare();
    expect((await shop.cases()).filter(({ status }) => status === "open")).toEqual([]);
    const still = (await shop.cases()).filter(({ status }) => status === "accepted");
    expect(still).toHaveLength(rest.length);
  }, 60_000);

  it("an accepted difference whose figures change is open again", async () => {
    await product.sandbox.records({
      account: "other",
      transactions: [{ xact_id: shop.one(50).transactionId, amount: 100_200 }],
    });
    await shop.compare();
    const open = (await shop.cases()).filter(({ status }) => status === "open");
    expect(open.map(({ reason, amount_at_risk }) => [reason, Number(amount_at_risk)])).toEqual([["amount", 200]]);
    await product.sandbox.records({
      account: "other",
      transactions: [{ xact_id: shop.one(50).transactionId, amount: 100_000 }],
    });
    await shop.compare();
    const [closed] = (await shop.cases()).filter(({ reason }) => reason === "amount");
    expect(closed).toMatchObject({ status: "resolved", resolution: "agrees_again" });
  });
});

describe("the bank's statement", () => {
  const tl = (minor: number) => `${Math.trunc(minor / 100)},${String(Math.abs(minor) % 100).padStart(2, "0")}`;
  const local = (day: string) => day.split("-").reverse().join(".");
  let expected: { day: string; net: number }[];
  const statement = (lines: string[]) => ({
    name: "ekstre.csv",
    content: Buffer.from(["Tarih;Tutar;Açıklama", ...lines, ""].join("\n")).toString("base64"),
  });

  it("finds a day that was not paid and lines that nobody knows", async () => {
    await product.advance(5 * 86_400);
    const owner = makeContext(shop.merchant);
    const { past_arrivals } = await getBalance(owner);
    expected = past_arrivals.map(({ day, net }) => ({ day, net })).sort((a, b) => a.day.localeCompare(b.day));
    const [first, ...others] = expected;
    if (first === undefined) throw new Error("no day is expected");
    const today = istanbulDay(systemClock.now());
    const lines = [
      `${local(first.day)};-1.234,50;KIRA`,
      ...others.map(({ day, net }) => `${local(day)};${tl(net)};PAYNET ODEME`),
      `${local(today)};0,01;FAIZ`,
    ];
    await importStatement(owner, statement(lines));
    const bank = (await shop.cases()).filter(({ source }) => source === "bank");
    expect(bank.map(({ reason, day, amount_at_risk }) => [reason, day, Number(amount_at_risk)]).sort()).toEqual(
      [
        ["bank_line_unknown", first.day, 123_450],
        ["bank_line_unknown", today, 1],
        ["settlement_missing", first.day, first.net],
      ].sort(),
    );
  });

  it("brought again, as a file or as a line, changes nothing; money that comes a day late closes its day", async () => {
    const owner = makeContext(shop.merchant);
    const count = async () =>
      (await product.rows("select 1 from bank_lines where merchant_id = $1", [shop.merchant.id])).length;
    const before = await count();
    const [first] = expected;
    if (first === undefined) throw new Error("no day is expected");
    const again = [`${local(first.day)};-1.234,50;KIRA`, `${local(later(first.day, 1))};${tl(first.net)};PAYNET ODEME`];
    expect(await importStatement(owner, statement(again))).toMatchObject({ lines: 2, known: 1, imported_at: null });
    expect(await importStatement(owner, statement(again))).toMatchObject({ known: 2, imported_at: expect.any(String) });
    expect(await count()).toBe(before + 1);
    const open = (await shop.cases()).filter(({ source, status }) => source === "bank" && status === "open");
    expect(open.map(({ reason }) => reason)).toEqual(["bank_line_unknown", "bank_line_unknown"]);
  });
});
