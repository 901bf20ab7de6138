import { beforeAll, describe, expect, it } from "vitest";
import { systemClock } from "@/lib/kernel/clock";
import { getBalance } from "@/lib/ledger/queries";
import { importStatement } from "@/lib/reconciliation/bank/import-statement";
import { acceptCase, recordChargeback } from "@/lib/reconciliation/decide-case";
import { istanbulDay } from "@/lib/reconciliation/differences";
import { adoptCase, askCase } from "@/lib/reconciliation/fix-case";
import { reconcileAccount } from "@/lib/reconciliation/reconcile-account";
import { makeContext } from "../../support/context";
import { createMerchant, SANDBOX_KEYS, type TestMerchant } from "../../support/factories";
import { book, createLink, declinedTransactionOf } from "../../support/factories-paylink";
import { expectInvariants } from "../../support/invariants";
import { useProduct } from "../../support/product-process";
import { atProvider, manyPayments, type Sold } from "./many-payments";

const COUNT = Number(process.env.RECON_PAYMENTS ?? 5_000);
// Asked for once, at the end: over so many rows they take longer than the comparison.
const product = useProduct({ checksInvariants: false });
let merchant: TestMerchant;
let sold: Sold[];
let strangers = 0;

const compare = () =>
  reconcileAccount({ merchantId: merchant.id, accountId: merchant.accountId, kind: "nightly", clock: systemClock });
const cases = () =>
  product.rows<Record<string, unknown>>(
    "select * from reconciliation_cases where merchant_id = $1 order by reason, subject_id",
    [merchant.id],
  );
const lastRun = async () => {
  const [run] = await product.rows<Record<string, unknown>>(
    "select * from reconciliation_runs where merchant_id = $1 order by started_at desc, id desc limit 1",
    [merchant.id],
  );
  return run ?? {};
};
const later = (day: string, count: number) =>
  new Date(Date.parse(`${day}T12:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10);
const one = (n: number): Sold => {
  const found = sold[n];
  if (found === undefined) throw new Error(`there is no payment ${n}`);
  return found;
};

beforeAll(async () => {
  merchant = await createMerchant({ sandboxKey: SANDBOX_KEYS.other });
  sold = await manyPayments(product, merchant, COUNT);
  await atProvider(
    product,
    sold.filter(({ n }) => n !== 30),
  );
}, 120_000);

describe(`${COUNT} payments on both sides`, () => {
  const expected: [reason: string, subject: string][] = [];
  const plant = (reason: string, subject: string) => expected.push([reason, subject]);

  it("twelve kinds of drift are planted", async () => {
    // What the sandbox's own seed holds for this key was never in our books.
    const { paynet } = await product.sandbox.truth();
    const strange = (paynet.transactions ?? []).filter(
      ({ account, xact_id, is_succeed }) =>
        account === "other" &&
        is_succeed &&
        !String(xact_id).startsWith("xk_many_") &&
        xact_id !== one(0).transactionId,
    );
    for (const { xact_id } of strange) plant("only_at_provider", String(xact_id));
    strangers = strange.length;
    const hours = (count: number) => new Date(systemClock.now().getTime() - count * 3_600_000).toISOString();
    const { transactions } = await product.sandbox.records({
      account: "other",
      transactions: [
        { reference_no: "PANEL-1", at: hours(30), amount: 70_000, commission: 1_400 },
        { at: hours(31), amount: 45_000, commission: 900 },
        { reference_no: one(40).reference, at: one(40).at.toISOString(), amount: 100_000, commission: 2_000 },
        { xact_id: one(50).transactionId, amount: 100_100 },
        { xact_id: one(60).transactionId, currency: "USD" },
        { xact_id: one(70).transactionId, commission: 2_500 },
        { xact_id: one(80).transactionId, is_succeed: false },
        { xact_id: one(90).transactionId, at: new Date(one(90).at.getTime() - 86_400_000).toISOString() },
        { xact_id: one(100).transactionId, reference_no: "" },
        { xact_id: one(110).transactionId, charged_back: true },
      ],
    });
    plant("only_at_provider", transactions[0] ?? "");
    plant("only_at_provider", transactions[1] ?? "");
    plant("duplicate", transactions[2] ?? "");
    plant("only_ours", one(30).paymentId);
    for (const [n, reason] of [
      [50, "amount"],
      [60, "currency"],
      [70, "net"],
      [80, "provider_failed"],
      [90, "day"],
      [100, "reference"],
      [110, "chargeback"],
    ] as const) {
      plant(reason, one(n).paymentId);
    }
    const { reversals } = await product.sandbox.records({
      account: "other",
      reversals: [{ xact_id: one(120).transactionId, amount: 25_000, at: hours(5) }],
    });
    plant("refund_only_at_provider", reversals[0] ?? "");
    const link = await createLink(merchant);
    const declined = declinedTransactionOf(link);
    const booked = await book(merchant, link, declined);
    await product.sandbox.records({
      account: "other",
      transactions: [
        {
          xact_id: declined.transactionId,
          reference_no: link.provider_reference,
          at: hours(4),
          amount: 100_000,
          commission: 2_000,
        },
      ],
    });
    plant("provider_captured", booked.kind === "booked" ? booked.paymentId : "");
    expect(new Set(expected.map(([reason]) => reason)).size).toBeGreaterThanOrEqual(12);
  });

  it("every one is found and nothing else", async () => {
    const answer = await compare();
    const run = await lastRun();
    expect([answer.kind === "ended" && answer.status, run.why]).toEqual(["complete", null]);
    const found = await cases();
    expect(found.map(({ reason, subject_id }) => [reason, subject_id]).sort()).toEqual([...expected].sort());
    expect(run).toMatchObject({ status: "complete", opened: expected.length, found: expected.length, resolved: 0 });
    expect(run.read).toMatchObject({ ours: { sales: COUNT }, theirs: { sales: COUNT + 2 + strangers } });
  });

  it("a second run changes nothing but when each was last seen", async () => {
    const before = await cases();
    await compare();
    const after = await cases();
    const still = (rows: Record<string, unknown>[]) => rows.map(({ last_seen, ...row }) => row);
    expect(still(after)).toEqual(still(before));
    expect(await lastRun()).toMatchObject({ opened: 0, resolved: 0 });
  });
});

describe("what is not concluded", () => {
  it("a list that cannot be read to its end opens and closes nothing", async () => {
    const before = await cases();
    await product.sandbox.fault("transaction/list", "status", { times: 1, status: 500 });
    expect(await compare()).toMatchObject({ kind: "ended", status: "incomplete" });
    await product.sandbox.clearFaults();
    expect(await lastRun()).toMatchObject({
      status: "incomplete",
      opened: 0,
      resolved: 0,
      why: expect.stringMatching(/^list_/),
    });
    expect(await cases()).toEqual(before);
  });

  it("two comparisons of one account at a time are one", async () => {
    const answers = await Promise.all([compare(), compare()]);
    expect(answers.map(({ kind }) => kind).sort()).toEqual(["ended", "running"]);
  });
});

describe("after the fixes", () => {
  it("nothing is left open", async () => {
    const owner = makeContext(merchant);
    const of = async (reason: string) =>
      (await cases()).filter((row) => row.reason === reason && row.status === "open").map(({ id }) => String(id));
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
    const rest = (await cases()).filter(({ status }) => status === "open");
    expect(rest.map(({ reason }) => reason).sort()).toEqual(
      ["amount", "currency", "day", "duplicate", "net", "only_ours", "provider_failed", "reference"].sort(),
    );
    for (const { id, version } of rest) await acceptCase(owner, { id, comment: "Sağlayıcıyla konuşuldu", version });
    await compare();
    expect((await cases()).filter(({ status }) => status === "open")).toEqual([]);
    const still = (await cases()).filter(({ status }) => status === "accepted");
    expect(still).toHaveLength(rest.length);
  }, 60_000);

  it("an accepted difference whose figures change is open again", async () => {
    await product.sandbox.records({
      account: "other",
      transactions: [{ xact_id: one(50).transactionId, amount: 100_200 }],
    });
    await compare();
    const open = (await cases()).filter(({ status }) => status === "open");
    expect(open.map(({ reason, amount_at_risk }) => [reason, Number(amount_at_risk)])).toEqual([["amount", 200]]);
    await product.sandbox.records({
      account: "other",
      transactions: [{ xact_id: one(50).transactionId, amount: 100_000 }],
    });
    await compare();
    const [closed] = (await cases()).filter(({ reason }) => reason === "amount");
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
    const owner = makeContext(merchant);
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
    const bank = (await cases()).filter(({ source }) => source === "bank");
    expect(bank.map(({ reason, day, amount_at_risk }) => [reason, day, Number(amount_at_risk)]).sort()).toEqual(
      [
        ["bank_line_unknown", first.day, 123_450],
        ["bank_line_unknown", today, 1],
        ["settlement_missing", first.day, first.net],
      ].sort(),
    );
  });

  it("brought again, as a file or as a line, changes nothing; money that comes a day late closes its day", async () => {
    const owner = makeContext(merchant);
    const count = async () =>
      (await product.rows("select 1 from bank_lines where merchant_id = $1", [merchant.id])).length;
    const before = await count();
    const [first] = expected;
    if (first === undefined) throw new Error("no day is expected");
    const again = [`${local(first.day)};-1.234,50;KIRA`, `${local(later(first.day, 1))};${tl(first.net)};PAYNET ODEME`];
    expect(await importStatement(owner, statement(again))).toMatchObject({ lines: 2, known: 1, imported_at: null });
    expect(await importStatement(owner, statement(again))).toMatchObject({ known: 2, imported_at: expect.any(String) });
    expect(await count()).toBe(before + 1);
    const open = (await cases()).filter(({ source, status }) => source === "bank" && status === "open");
    expect(open.map(({ reason }) => reason)).toEqual(["bank_line_unknown", "bank_line_unknown"]);
  });
});

it("the invariants hold over all of it", () => expectInvariants(product), 30_000);
