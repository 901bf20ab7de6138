import { beforeAll, describe, expect, it } from "vitest";
import { statements } from "@/db/client";
import { captureMachine } from "@/lib/captures/capture";
import { checkoutMachine } from "@/lib/checkout/checkout";
import { disputeMachine, escrowMachine, releaseMachine } from "@/lib/escrow/account";
import { mirrorMachine } from "@/lib/escrow/mirror/mirror";
import { paylinkMachine } from "@/lib/paylinks/paylink";
import { attemptMachine, paymentMachine } from "@/lib/payments/payment";
import { payoutMachine } from "@/lib/payouts/payout";
import { posClosingMachine } from "@/lib/pos/closing/closing";
import { posSessionMachine } from "@/lib/pos/session";
import { caseMachine, runMachine } from "@/lib/reconciliation/run";
import { refundMachine } from "@/lib/refunds/refund";
import { createMerchant, type TestMerchant } from "../../support/factories";
import { book, createLink, transactionOf } from "../../support/factories-paylink";
import { useProduct } from "../../support/product-process";

const product = useProduct();
let merchant: TestMerchant;

beforeAll(async () => {
  merchant = await createMerchant();
  const link = await createLink(merchant);
  await book(merchant, link, transactionOf(link));
});

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => "no error",
    (cause: { code?: string }) => cause.code,
  );

describe("what was written stays written", () => {
  it.each(["entries", "journals", "audit_log"])(
    "%s: no update, no delete, no truncate, not even by a superuser",
    async (table) => {
      expect(await codeOf(product.rows(`update ${table} set mode = mode`))).toBe("VZ002");
      expect(await codeOf(product.rows(`delete from ${table}`))).toBe("VZ002");
      expect(await codeOf(product.rows(`truncate ${table} cascade`))).toBe("VZ002");
    },
  );

  it("a journal that does not balance is refused at commit", async () => {
    const [account] = await product.rows<{ code: string }>(
      "select code from ledger_accounts where merchant_id = $1 limit 1",
      [merchant.id],
    );
    const insert = (amounts: number[]) =>
      product.rows(
        `with j as (insert into journals (merchant_id, id, mode, kind, ref, payment_id, effective_at, created_at)
           values ('${merchant.id}', 'jrn_test_${amounts.join("_")}', 'test', 'trial', 'trial ${amounts.join(" ")}', 'none', vezne_now(), vezne_now()) returning id)
         insert into entries select '${merchant.id}', j.id, leg, 'test', '${account?.code}', amount, 'TRY'
         from j, unnest(array[${amounts.join(",")}]::bigint[]) with ordinality as e(amount, leg)`,
      );
    expect(await codeOf(insert([100, -99]))).toBe("VZ003");
    expect(await codeOf(insert([100]))).toBe("VZ003");
    expect(await product.rows("select 1 from journals where kind = 'trial'")).toEqual([]);
  });

  it.each([
    ["paylinks", "paid", "active"],
    ["payments", "captured", "processing"],
    ["payments", "captured", "failed"],
    ["attempts", "captured", "failed"],
  ])("%s cannot go from %s to %s, whoever writes it", async (table, from, to) => {
    expect(await codeOf(product.rows(`update ${table} set status = $1 where status = $2`, [to, from]))).toBe("VZ004");
  });

  it("the same journal reference cannot be booked twice", async () => {
    const again = product.rows(
      "insert into journals select merchant_id, id || 'x', mode, kind, ref, payment_id, reverses, effective_at, created_at from journals where merchant_id = $1",
      [merchant.id],
    );
    expect(await codeOf(again)).toBe("23505");
  });
});

describe("the schema", () => {
  it("knows exactly the steps of the TypeScript machines", async () => {
    const expected = [
      paylinkMachine,
      paymentMachine,
      attemptMachine,
      refundMachine,
      captureMachine,
      checkoutMachine,
      posSessionMachine,
      posClosingMachine,
      escrowMachine,
      releaseMachine,
      disputeMachine,
      payoutMachine,
      mirrorMachine,
      caseMachine,
      runMachine,
    ].flatMap((machine) => machine.steps().map((step) => `${machine.entity} ${step}`));
    const rows = await product.rows<{ step: string }>(
      "select entity || ' ' || from_status || '>' || to_status as step from state_steps",
    );
    expect(rows.map(({ step }) => step).sort()).toEqual(expected.sort());
  });

  it("has merchant_id first in every primary and unique key of tenant tables", async () => {
    const rows = await product.rows<{ index: string }>(
      `select i.indexrelid::regclass::text as index from pg_index i
       join pg_attribute m on m.attrelid = i.indrelid and m.attname = 'merchant_id'
       join pg_class c on c.oid = i.indrelid and c.relnamespace = 'public'::regnamespace
       where i.indisunique and i.indkey[0] <> m.attnum and c.relname not in ('api_keys', 'pay_tokens')`,
    );
    // The slug is how a merchant is found before the tenant is known.
    expect(rows.map(({ index }) => index)).toEqual(["merchants_slug_unique"]);
  });

  it("orders every descending index as the lists ask for it: what is unknown first", async () => {
    // An index that puts nulls last cannot give `order by ... desc`, and the list is sorted whole instead.
    const rows = await product.rows(
      `select i.indexrelid::regclass::text as index from pg_index i join pg_class c on c.oid = i.indrelid, unnest(i.indoption::int2[]) o
       where c.relnamespace = 'public'::regnamespace and o & 3 = 1`,
    );
    expect(rows).toEqual([]);
  });

  it("keeps every foreign key inside one merchant", async () => {
    const rows = await product.rows(
      `select conname from pg_constraint f join pg_attribute m on m.attrelid = f.conrelid and m.attname = 'merchant_id'
       where f.contype = 'f' and f.connamespace = 'public'::regnamespace and not (f.conkey[1] = m.attnum)`,
    );
    expect(rows).toEqual([]);
  });

  it("has no numeric or float column, and every amount is bigint", async () => {
    const columns = await product.rows<{ name: string; type: string }>(
      `select table_name || '.' || column_name as name, data_type as type from information_schema.columns where table_schema = 'public'`,
    );
    expect(columns.filter(({ type }) => /numeric|real|double|money/.test(type))).toEqual([]);
    const money = columns.filter(({ name }) =>
      /\.(amount\w*|net|commission\w*|installment_difference|refund_limit|release_limit)$/.test(name),
    );
    expect(money.length).toBeGreaterThan(11);
    expect(money.filter(({ type }) => type !== "bigint")).toEqual([]);
  });

  it("lets the application run only the commands it needs", async () => {
    const rows = await product.rows<{ name: string }>(
      `select p.proname as name from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prosecdef
       and has_function_privilege('vezne_app', p.oid, 'execute') order by 1`,
    );
    const needed = [
      "add_evidence",
      "adopt_refund",
      "adopt_sale",
      "approve_payouts",
      "assign_dispute",
      "assign_escrow",
      "book_attempt",
      "book_authorisation_end",
      "book_capture",
      "book_pos",
      "book_transaction",
      "claim_capture",
      "claim_charge",
      "claim_mirror",
      "claim_payout",
      "claim_refund",
      "close_checkout",
      "close_pos",
      "count_pos_day",
      "decide_dead_letter",
      "decide_mirror",
      "decide_pos",
      "decide_reconciliation",
      "decide_refund",
      "decide_release",
      "export_payouts",
      "extend_escrow",
      "fire_escrow_timer",
      "hand_over",
      "import_bank_lines",
      "lift_freeze",
      "mark_payout",
      "note_mirror",
      "note_pos",
      "note_pos_reversal",
      "open_chargeback",
      "open_dispute",
      "open_reconciliation",
      "open_refund_batch",
      "open_release_batch",
      "record_absence",
      "record_attempt_absence",
      "record_attempt_return",
      "record_pos_silence",
      "record_return",
      "report_pos",
      "report_problem",
      "request_capture",
      "request_payouts",
      "request_refund",
      "request_release",
      "resolve_dispute",
      "settle_bank",
      "settle_capture",
      "settle_charge",
      "settle_chargeback",
      "settle_mirror",
      "settle_payout",
      "settle_pos_key",
      "settle_pos_start",
      "settle_reconciliation",
      "settle_refund",
      "settle_start",
      "sign_pos_day",
      "start_attempt",
      "start_delivery_code",
      "start_pos_session",
      "store_pos_key",
      "take_over_pos",
      "use_delivery_code",
      "withdraw_payout",
    ];
    expect(rows.map(({ name }) => name)).toEqual(needed);
  });

  it("pins the search path of everything that runs with another's rights", async () => {
    const rows = await product.rows(
      `select p.proname from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prosecdef
       and not exists (select 1 from unnest(p.proconfig) c where c like 'search_path=%pg_temp')`,
    );
    expect(rows).toEqual([]);
  });

  it("one merchant cannot book on another's behalf by naming its link", async () => {
    const other = await createMerchant();
    const link = await createLink(merchant);
    const app = statements("vezne_app");
    const work = app`select book_transaction(${app.json({ merchant_id: other.id, paylink_id: link.id, verdict: "captured" })})`;
    expect(await codeOf(work)).toBe("VZ404");
  });
});
