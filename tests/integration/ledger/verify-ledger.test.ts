import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";
import { systemClock } from "@/lib/kernel/clock";
import { readInvariants, verifyLedger } from "@/lib/ledger/verify-ledger.system";
import { followPaylink } from "@/lib/paylinks/follow-paylink";
import { createMerchant, SANDBOX_KEYS, type TestMerchant } from "../../support/factories";
import { book, createLink, transactionOf } from "../../support/factories-paylink";
import { useProduct } from "../../support/product-process";

const product = useProduct({ checksInvariants: false });
const root = path.resolve(import.meta.dirname, "../../..");
let merchant: TestMerchant;

beforeAll(async () => {
  merchant = await createMerchant();
  const other = await createMerchant({ sandboxKey: SANDBOX_KEYS.other });
  for (const one of [merchant, other]) {
    const link = await createLink(one);
    await product.sandbox.pay(link.provider_id ?? "");
    await followPaylink({ merchantId: one.id, paylinkId: link.id, clock: systemClock });
    const direct = await createLink(one);
    await book(one, direct, transactionOf(direct), { callId: "seed" });
  }
});

const broken = async () =>
  (await verifyLedger()).filter(({ rows }) => rows.length > 0).map(({ name }) => name.split(":")[0]);

/** Runs a statement past every trigger and foreign key, as a superuser could. */
async function plant(statement: string): Promise<void> {
  await product.rows(
    `do $plant$ begin perform set_config('session_replication_role', 'replica', true); ${statement}; end $plant$`,
  );
}

const ONE = "(merchant_id, id) = (select merchant_id, id from payments order by merchant_id, id limit 1)";
const CAPTURE = "(select id from journals where kind = 'capture' order by id limit 1)";

/** What breaks it, what mends it again. */
const PLANTED: [string, string, string][] = [
  [
    "I2 balance",
    `update entries set amount = amount + 1 where leg = 1 and journal_id = ${CAPTURE}`,
    `update entries set amount = amount - 1 where leg = 1 and journal_id = ${CAPTURE}`,
  ],
  [
    "I2 legs",
    `insert into journals select merchant_id, 'jrn_planted', mode, 'trial', 'planted', payment_id, null, effective_at, created_at
     from journals where id = ${CAPTURE}`,
    "delete from journals where id = 'jrn_planted'",
  ],
  [
    "I2 refund sums",
    `update payments set amount_refunded = 1 where ${ONE}`,
    `update payments set amount_refunded = 0 where ${ONE}`,
  ],
  ["I4 journal", `update payments set net = net - 1 where ${ONE}`, `update payments set net = net + 1 where ${ONE}`],
  [
    "I4 answer",
    `update audit_log set data = jsonb_set(data, '{net}', to_jsonb(((data->>'net')::bigint + 1)::text))
     where action = 'payment.captured' and data->>'call_id' <> 'seed'`,
    `update audit_log set data = jsonb_set(data, '{net}', to_jsonb(((data->>'net')::bigint - 1)::text))
     where action = 'payment.captured' and data->>'call_id' <> 'seed'`,
  ],
  [
    "I4 evidence",
    `update audit_log set data = jsonb_set(data, '{call_id}', '"nobody"')
     where action = 'payment.captured' and data->>'call_id' = 'seed'`,
    `update audit_log set data = jsonb_set(data, '{call_id}', '"seed"')
     where action = 'payment.captured' and data->>'call_id' = 'nobody'`,
  ],
  [
    "I5 steps",
    `update audit_log set from_status = 'voided', data = data || jsonb_build_object('was', from_status)
     where action = 'payment.captured' and payment_id = (select id from payments where ${ONE})`,
    "update audit_log set from_status = data->>'was', data = data - 'was' where data ? 'was'",
  ],
  [
    "I6 attempts",
    `update attempts set status = 'failed' where payment_id = (select id from payments where ${ONE})`,
    `update attempts set status = 'captured' where payment_id = (select id from payments where ${ONE})`,
  ],
  [
    "I7 tenants",
    `update attempts set merchant_id = (select max(merchant_id) from merchants) where merchant_id = (select min(merchant_id) from merchants)`,
    `update attempts a set merchant_id = p.merchant_id from payments p where p.id = a.payment_id`,
  ],
  [
    "I13 present",
    `update paylinks set status = 'active' where id = (select min(id) from paylinks)`,
    `update paylinks set status = 'paid' where id = (select min(id) from paylinks)`,
  ],
];

describe("npm run ledger:verify", () => {
  it("asks every invariant and finds nothing in sound books, also those of the demo", async () => {
    const findings = await verifyLedger();
    expect(findings.map(({ name }) => name)).toEqual(readInvariants().map(({ name }) => name));
    expect(findings.length).toBeGreaterThan(20);
    expect(findings.filter(({ rows }) => rows.length > 0)).toEqual([]);
  });

  it.each(PLANTED)("names %s when it is broken", async (name, breaks, mends) => {
    await plant(breaks);
    expect(await broken()).toContain(name);
    await plant(mends);
    expect(await broken()).toEqual([]);
  });

  it("prints each invariant with its count and ends with 1 when one is broken", async () => {
    const run = () =>
      promisify(execFile)(
        process.execPath,
        ["--conditions=react-server", "--import", "tsx", "scripts/verify/ledger-verify.ts"],
        { cwd: root },
      ).then(
        ({ stdout }) => ({ code: 0, stdout }),
        (cause: { code: number; stdout: string }) => cause,
      );
    const sound = await run();
    expect([sound.code, sound.stdout.trim().split("\n").length]).toEqual([0, readInvariants().length + 1]);
    await plant(`update payments set net = net - 1 where ${ONE}`);
    const found = await run();
    expect(found.code).toBe(1);
    expect(found.stdout).toMatch(/^ +1 {2}I4 journal: /m);
    expect(found.stdout).toMatch(/1 invariant\(s\) broken/);
  });
});
