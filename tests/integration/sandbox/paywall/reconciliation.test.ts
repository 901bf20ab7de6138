import { beforeEach, describe, expect, it } from "vitest";
import { usePaywallSandbox } from "./paywall-harness";

const sandbox = usePaywallSandbox();
const AT = "private/vpos/reconciliation";
let day = "";

const zero = {
  TotalCount: 0,
  TotalAmount: 0,
  SuccessfulCount: 0,
  SuccessfulAmount: 0,
  UnsuccessfulCount: 0,
  UnsuccessfulAmount: 0,
  RefundCount: 0,
  RefundAmount: 0,
  PartialRefundCount: 0,
  PartialRefundAmount: 0,
  CancelCount: 0,
  CancelAmount: 0,
};
const REAL = {
  ...zero,
  TotalCount: 3,
  TotalAmount: 449.7,
  SuccessfulCount: 2,
  SuccessfulAmount: 299.8,
  UnsuccessfulCount: 1,
  UnsuccessfulAmount: 149.9,
  PartialRefundCount: 1,
  PartialRefundAmount: 40,
};
const reconcile = async (totals: object) => (await sandbox.post(`${AT}/reconcile`, { Date: day, ...totals })).body;

/** Istanbul's midnight after the sandbox's now, and half an hour more. */
async function toNextDay() {
  const now = new Date((await sandbox.control("GET", "state")).body.now);
  const local = new Date(now.getTime() + 3 * 3_600_000);
  const secondsLeft = 86_400 - Math.floor((local.getTime() % 86_400_000) / 1_000);
  await sandbox.control("POST", "clock", { advance_seconds: secondsLeft + 1_801 });
}

beforeEach(async () => {
  const now = new Date((await sandbox.control("GET", "state")).body.now);
  day = new Date(now.getTime() + 3 * 3_600_000).toISOString().slice(0, 10);
  const first = await sandbox.start();
  await sandbox.finish(first.guid, "close_after");
  await sandbox.finish((await sandbox.start()).guid, "close_after");
  await sandbox.finish((await sandbox.start()).guid, "fail");
  await sandbox.post("private/refund/partial", { Date: day, MerchantUniqueCode: first.code, Amount: 40 });
});

describe("the end of a day", () => {
  it("is not told before half past midnight", async () => {
    expect(await reconcile(REAL)).toMatchObject({ Result: false, ErrorCode: 70 });
    expect((await sandbox.get(`${AT}/endofday`, { endofdaydate: day })).body).toMatchObject({ ErrorCode: 70 });
  });

  it("differs, may be tried again, agrees, and is then over", async () => {
    await toNextDay();
    expect((await sandbox.get(`${AT}/endofday`, { endofdaydate: day })).body.Body).toMatchObject(REAL);
    expect(await reconcile({ ...REAL, SuccessfulAmount: 299.81 })).toMatchObject({
      Result: true,
      Body: { IsReconciled: false, ExistsReconciliation: false, Paywall: REAL },
    });
    expect(await reconcile(REAL)).toMatchObject({
      Body: { IsReconciled: true, ExistsReconciliation: true, Merchant: REAL },
    });
    expect(await reconcile(REAL)).toMatchObject({ Result: false, ErrorCode: 72 });
    expect((await sandbox.get(AT, { reconciliationdate: day })).body.Body).toMatchObject({ IsReconciled: true });
    const range = { datefrom: day, dateto: day, start: "0", length: "10", sortvalue: "asc" };
    expect((await sandbox.get(`${AT}/list`, range)).body.Body).toMatchObject({
      Data: [{ IsReconciled: true }],
      TotalRecord: 1,
    });
  });

  it("without a movement has no data; a total that is missing is refused", async () => {
    await toNextDay();
    const { CancelAmount: _left, ...short } = REAL;
    expect(await reconcile(short)).toMatchObject({ Result: false, ErrorCode: 2 });
    expect((await sandbox.post(`${AT}/reconcile`, { Date: "2020-01-01", ...zero })).body).toMatchObject({
      ErrorCode: 69,
    });
    expect((await sandbox.get(AT, { reconciliationdate: day })).body).toMatchObject({ ErrorCode: 69 });
  });
});
