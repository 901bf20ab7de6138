import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";
import { demoPos } from "@/db/seed/demo-facts";
import { fixedId } from "@/db/seed/demo-people";
import { systemClock } from "@/lib/kernel/clock";
import { verifyLedger } from "@/lib/ledger/verify-ledger.system";
import { sweepAccount } from "@/lib/payments/sweep-account";
import { getPosBoard } from "@/lib/pos/board/queries";
import { listClosings } from "@/lib/pos/closing/queries";
import { followPos } from "@/lib/pos/sales/follow-pos";
import { listTerminals } from "@/lib/pos/terminals/queries";
import { makeContext } from "../../support/context";
import type { TestMerchant } from "../../support/factories";
import { useProduct } from "../../support/product-process";

const product = useProduct({ keepsRealTime: true });
const root = path.resolve(import.meta.dirname, "../../..");
const demo: TestMerchant = {
  id: fixedId("mer", "demo"),
  slug: "demo",
  accountId: fixedId("pa", "demo"),
  ownerId: fixedId("usr", "owner@vezne.test"),
};

type Try = { id: string; status: string; payment_id: string; payment_status: string; review: string | null };

const tries = () =>
  product.rows<Try>(
    `select s.id, s.status, s.payment_id, y.status as payment_status, y.review from pos_sessions s
     join payments y on y.merchant_id = s.merchant_id and y.id = s.payment_id order by s.id`,
  );
/** The rest of the demo has differences planted; what belongs to a phone has none. */
const POS_JOURNALS = `journals j join payments y on y.merchant_id = j.merchant_id and y.id = j.payment_id
  where y.channel = 'pos'`;
const count = async (table: string) =>
  (await product.rows<{ count: number }>(`select count(*)::int as count from ${table}`))[0]?.count;
const { sessions } = demoPos();

beforeAll(async () => {
  const args = ["--conditions=react-server", "--import", "tsx", "scripts/seed.ts"];
  const env = { ...process.env, SANDBOX: "1", DATABASE_ADMIN_URL: product.database.adminUrl };
  await promisify(execFile)(process.execPath, args, { cwd: root, env });
}, 90_000);

describe("the demo's sales on phones", () => {
  it("stand on the board by risk, each with the end the seed names", async () => {
    const found = new Map((await tries()).map((one) => [one.id, one.status]));
    for (const { key, ends_as } of sessions)
      expect({ key, status: found.get(fixedId("pos", key)) }).toEqual({ key, status: ends_as });
    expect(found.size).toBe(sessions.length);
    const board = await getPosBoard(makeContext(demo));
    expect(board.unknown).toHaveLength(1);
    expect(board.alarms).toHaveLength(1);
    expect(board.live.map(({ status }) => status)).toEqual(["initiated"]);
  });

  it("one sale was declined and paid in its second try, and is one payment", async () => {
    const both = (await tries()).filter(({ payment_id }) => payment_id === fixedId("pay", "today-router"));
    expect(both.map(({ status }) => status).sort()).toEqual(["declined", "succeeded"]);
    expect(new Set(both.map(({ payment_status }) => payment_status))).toEqual(new Set(["captured"]));
  });

  it("four tills stand in two branches, one has no key, one's ends within half an hour", async () => {
    const tills = await listTerminals(makeContext(demo));
    expect(tills.map(({ name, branch }) => `${name} ${branch?.name}`)).toEqual([
      "Kasa 1 Kadıköy",
      "Kasa 2 Kadıköy",
      "Saha 1 Beşiktaş",
      "Saha 2 Beşiktaş",
    ]);
    expect(tills.filter(({ key }) => key === null).map(({ name }) => name)).toEqual(["Saha 2"]);
    const soon = Date.now() + 30 * 60_000;
    const ending = tills.filter(({ key }) => key !== null && Date.parse(key.expires_at ?? "") < soon);
    expect(ending.map(({ name }) => name)).toEqual(["Kasa 2"]);
  });

  it("the day before yesterday is locked by two people, yesterday waits for the second", async () => {
    const [yesterday, before, ...others] = await listClosings(makeContext(demo), { limit: 30 });
    expect(others).toEqual([]);
    expect(yesterday).toMatchObject({ status: "counted", difference: -2_000, signed_by: null, may_sign: true });
    expect(before).toMatchObject({ status: "locked", difference: 0, signed_by: "Tuncay Erol" });
    expect(before?.rows.length).toBeGreaterThan(0);
    expect(yesterday?.rows.length).toBeGreaterThan(0);
  });

  it("the provider holds the same: its list and its answers change nothing, its keys are taken", async () => {
    const [was, journals] = [await tries(), await count(POS_JOURNALS)];
    await sweepAccount(demo.id, demo.accountId, systemClock);
    for (const { id } of was) await followPos({ merchantId: demo.id, sessionId: id, clock: systemClock });
    // Nobody needed a new key: each till that is asked with has one, and the till without is not asked with.
    expect(await count("provider_calls where operation like '%get_auth_key%'")).toBe(0);
    expect(await tries()).toEqual(was);
    expect(await count(POS_JOURNALS)).toBe(journals);
    expect((await verifyLedger()).filter(({ rows }) => rows.length > 0)).toEqual([]);
  });
});
