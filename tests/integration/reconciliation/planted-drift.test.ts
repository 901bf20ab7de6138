import { beforeAll, describe, expect, it } from "vitest";
import { systemClock } from "@/lib/kernel/clock";
import { reconcileAccount } from "@/lib/reconciliation/reconcile-account";
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

it("the invariants hold over all of it", () => expectInvariants(product), 30_000);
