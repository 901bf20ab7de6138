import { beforeAll, describe, expect, it } from "vitest";
import { GET } from "@/app/api/health/ledger/route";
import { ledgerAlarmsOf } from "@/lib/health/ledger-health.system";
import { metricsText } from "@/lib/health/metrics.system";
import { systemClock } from "@/lib/kernel/clock";
import { checkLedger, checkLedgerWhenDue, readLedgerCheck } from "@/lib/ledger/check-ledger.system";
import { createMerchant, SANDBOX_KEYS, type TestMerchant } from "../../support/factories";
import { book, createLink, transactionOf } from "../../support/factories-paylink";
import { useProduct } from "../../support/product-process";

const product = useProduct({ checksInvariants: false });
let merchant: TestMerchant;
let other: TestMerchant;

beforeAll(async () => {
  merchant = await createMerchant();
  other = await createMerchant({ sandboxKey: SANDBOX_KEYS.other });
  const link = await createLink(merchant);
  await book(merchant, link, transactionOf(link));
});

const plant = (sign: string) =>
  product.rows(
    `do $$ begin perform set_config('session_replication_role', 'replica', true);
     update payments set net = net ${sign} 1 where merchant_id = '${merchant.id}'; end $$`,
  );

const health = async () => {
  const answer = await GET();
  return { http: answer.status, body: (await answer.json()) as { status: string; broken: { name: string }[] } };
};

describe("the online verifier", () => {
  it("is unknown before the first check, never fine", async () => {
    expect(await health()).toMatchObject({ http: 503, body: { status: "unknown" } });
    expect((await metricsText()).text).toMatch(/vezne_ledger_invariants_broken Nan/i);
  });

  it("holds over sound books, and says when it looked", async () => {
    await checkLedger(systemClock);
    expect(await health()).toMatchObject({ http: 200, body: { status: "holds", broken: [] } });
    expect(await ledgerAlarmsOf(merchant.id)).toBe(0);
  });

  it("names a broken invariant without naming whose, and alarms that merchant alone", async () => {
    await plant("-");
    await checkLedger(systemClock);
    const { http, body } = await health();
    expect([http, body.status]).toEqual([503, "broken"]);
    expect(body.broken.map(({ name }) => name.split(":")[0])).toEqual(["I4 journal"]);
    expect(JSON.stringify(body)).not.toContain(merchant.id);
    expect([await ledgerAlarmsOf(merchant.id), await ledgerAlarmsOf(other.id)]).toEqual([1, 0]);
    expect((await metricsText()).text).toMatch(/vezne_ledger_invariants_broken 1/);
    await plant("+");
    await checkLedger(systemClock);
    expect((await health()).body.status).toBe("holds");
  });

  it("is done once in four minutes however many workers run, and silence for a quarter of an hour is unknown", async () => {
    const before = (await readLedgerCheck())?.checkedAt;
    await checkLedgerWhenDue(systemClock);
    expect((await readLedgerCheck())?.checkedAt).toEqual(before);
    await product.advance(16 * 60);
    expect((await health()).body.status).toBe("unknown");
    await checkLedgerWhenDue(systemClock);
    expect((await health()).body.status).toBe("holds");
  });
});
