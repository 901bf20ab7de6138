import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { statements } from "@/db/client";
import { transact, withMerchant } from "@/db/tenancy";
import { systemClock } from "@/lib/kernel/clock";
import { followPaylink } from "@/lib/paylinks/follow-paylink";
import { createMerchant, SANDBOX_KEYS, type TestMerchant } from "../../support/factories";
import { createLink, PayerBrowser } from "../../support/factories-paylink";
import { useProduct } from "../../support/product-process";

const product = useProduct({ checksInvariants: false });
let merchant: TestMerchant;
let other: TestMerchant;

/** Directories that exist to find the merchant; nobody but vezne_system may read them. */
const DIRECTORIES = ["api_keys", "pay_tokens"];

async function live(one: TestMerchant): Promise<void> {
  const link = await createLink(one);
  await new PayerBrowser().goToPayment(link);
  await product.sandbox.pay(link.provider_id ?? "");
  await followPaylink({ merchantId: one.id, paylinkId: link.id, clock: systemClock });
}

const FILLER: Record<string, string> = {
  text: "'filler ' || $1",
  character: "'TRY'",
  bigint: "1",
  integer: "1",
  smallint: "1",
  boolean: "false",
  jsonb: "'{}'",
  "timestamp with time zone": "vezne_now()",
  xid8: "'1'",
  date: "'2026-01-01'",
  ARRAY: "'{}'",
};

/** Columns that a CHECK ties to others of their row. */
const TIED: Record<string, string> = {
  "escrow_accounts.amount_total": "4",
  "payouts.status": "'waiting'",
  "payouts.iban": "'TR330006100519786457841326'",
  "evidence_files.content": "'x'::bytea",
  "evidence_files.sha256": "encode(sha256('x'::bytea), 'hex')",
};

/** Puts one made-up row of the merchant into a table that its life left empty, so that no policy goes untried. */
async function fillWhenEmpty(table: string, merchantId: string): Promise<void> {
  const known = await product.rows(`select 1 from ${table} where merchant_id = $1 limit 1`, [merchantId]);
  if (known.length > 0) return;
  const columns = await product.rows<{ name: string; type: string }>(
    `select column_name as name, data_type as type from information_schema.columns where table_schema = 'public' and table_name = $1
       and is_nullable = 'NO' and column_default is null and is_identity = 'NO' and column_name <> 'merchant_id'`,
    [table],
  );
  const values = columns.map(({ name, type }) => TIED[`${table}.${name}`] ?? FILLER[type] ?? "null").join(", ");
  const names = columns.map(({ name }) => `"${name}"`).join(", ");
  await product.rows(
    `with unguarded as materialized (select set_config('session_replication_role', 'replica', true))
     insert into ${table} (merchant_id, ${names}) select $1, ${values} from unguarded`,
    [merchantId],
  );
}

const tenantTables = async () => {
  const rows = await product.rows<{ name: string; enabled: boolean; forced: boolean; policies: number }>(
    `select c.relname as name, c.relrowsecurity as enabled, c.relforcerowsecurity as forced,
       (select count(*)::int from pg_policy p where p.polrelid = c.oid) as policies
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'merchant_id' and not a.attisdropped
     where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace order by 1`,
  );
  return rows.filter(({ name }) => !DIRECTORIES.includes(name));
};

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => "no error",
    (cause: { code?: string; cause?: { code?: string } }) => cause.code ?? cause.cause?.code,
  );

beforeAll(async () => {
  merchant = await createMerchant();
  other = await createMerchant({ sandboxKey: SANDBOX_KEYS.other });
  await live(merchant);
  await live(other);
  for (const { name } of await tenantTables()) {
    await fillWhenEmpty(name, merchant.id);
    await fillWhenEmpty(name, other.id);
  }
});

describe("row-level security", () => {
  it("is enabled and forced, with a policy, on every table that names a merchant", async () => {
    const tables = await tenantTables();
    expect(tables.length).toBeGreaterThan(12);
    expect(tables.filter(({ enabled, forced, policies }) => !enabled || !forced || policies < 1)).toEqual([]);
  });

  it("a read without a tenant raises VZ001 for every tenant table", async () => {
    const answers: Record<string, unknown> = {};
    for (const { name } of await tenantTables()) {
      const app = statements("vezne_app");
      answers[name] = await codeOf(app`select * from ${app(name)}`);
    }
    expect(new Set(Object.values(answers)), JSON.stringify(answers)).toEqual(new Set(["VZ001"]));
  });

  it("a read as one merchant sees that merchant's rows alone, and there are some in every table", async () => {
    for (const { name } of await tenantTables()) {
      const seen = await withMerchant(merchant.id, async (tx) => {
        const answer = await tx.execute(sql`select merchant_id from ${sql.identifier(name)}`);
        return new Set(answer.rows.map((row) => row.merchant_id));
      });
      expect([name, [...seen]]).toEqual([name, [merchant.id]]);
    }
  });

  it("the directories answer nothing to the application's role", async () => {
    for (const name of DIRECTORIES) {
      const app = statements("vezne_app");
      expect(await codeOf(app`select * from ${app(name)}`)).toBe("42501");
    }
  });

  it("a row for another merchant is refused, and another merchant's row is not there to change", async () => {
    const insert = transact(merchant.id, (tx) =>
      tx.execute(sql`insert into branches values (${other.id}, 'br_x', 'x', vezne_now())`),
    );
    expect(await codeOf(insert)).toBe("42501");
    const moved = await transact(merchant.id, (tx) =>
      tx.execute(sql`update paylinks set note = 'stolen' where merchant_id = ${other.id} returning id`),
    );
    expect(moved.rows).toEqual([]);
    const moving = transact(merchant.id, (tx) => tx.execute(sql`update paylinks set merchant_id = ${other.id}`));
    expect(await codeOf(moving)).toBe("42501");
  });

  it("the tenant does not outlive its transaction on a pooled connection", async () => {
    for (let round = 0; round < 20; round += 1) {
      await withMerchant(round % 2 === 0 ? merchant.id : other.id, (tx) => tx.execute(sql`select 1 from paylinks`));
    }
    const app = statements("vezne_app");
    const tries = await Promise.all(Array.from({ length: 16 }, () => codeOf(app`select * from payments`)));
    expect(new Set(tries)).toEqual(new Set(["VZ001"]));
  });

  it("200 interleaved reads of two merchants never mix", async () => {
    const reads = Array.from({ length: 200 }, async (_unused, index) => {
      const mine = index % 2 === 0 ? merchant.id : other.id;
      const rows = await withMerchant(mine, (tx) =>
        tx.execute(sql`select merchant_id from payments union select merchant_id from entries`),
      );
      return rows.rows.every((row) => row.merchant_id === mine) && rows.rows.length === 1;
    });
    expect((await Promise.all(reads)).every(Boolean)).toBe(true);
  });

  it("a reading transaction cannot write", async () => {
    const write = withMerchant(merchant.id, (tx) => tx.execute(sql`update paylinks set note = 'x'`));
    expect(await codeOf(write)).toBe("25006");
  });
});

describe("the roles the product runs as", () => {
  const ROLES = ["vezne_app", "vezne_intake", "vezne_system", "vezne_ledger"];

  it("are no superusers, bypass nothing, log in nowhere and own no table", async () => {
    const roles = await product.rows(
      `select r.rolname, r.rolsuper or r.rolbypassrls or r.rolcanlogin or r.rolcreaterole or r.rolcreatedb as strong,
        (select count(*)::int from pg_class c where c.relowner = r.oid) as owned
       from pg_roles r where r.rolname = any($1) order by 1`,
      [ROLES],
    );
    expect(roles).toEqual([...ROLES].sort().map((rolname) => ({ rolname, strong: false, owned: 0 })));
  });

  it("the login that connects is no superuser, bypasses nothing and owns nothing", async () => {
    const login = decodeURIComponent(new URL(product.database.appUrl).username);
    const [row] = await product.rows(
      "select rolsuper or rolbypassrls as strong, (select count(*)::int from pg_class c where c.relowner = r.oid) as owned from pg_roles r where rolname = $1",
      [login],
    );
    expect(row).toEqual({ strong: false, owned: 0 });
  });

  it.each(["payments", "attempts", "journals", "entries", "ledger_accounts", "provider_events"])(
    "vezne_app can read %s and write nothing there",
    async (table) => {
      const [rights] = await product.rows(
        `select has_table_privilege('vezne_app', $1, 'select') as reads,
        has_table_privilege('vezne_app', $1, 'insert') or has_table_privilege('vezne_app', $1, 'update')
        or has_table_privilege('vezne_app', $1, 'delete') or has_table_privilege('vezne_app', $1, 'truncate')
        or has_any_column_privilege('vezne_app', $1, 'update') as writes`,
        [table],
      );
      expect(rights).toEqual({ reads: true, writes: false });
    },
  );

  it("vezne_intake can run its one command and touch no table", async () => {
    const intake = statements("vezne_intake");
    const tables = await tenantTables();
    for (const { name } of tables)
      expect([name, await codeOf(intake`select * from ${intake(name)}`)]).toEqual([name, "42501"]);
    expect(await codeOf(intake`select book_transaction('{}'::jsonb)`)).toBe("42501");
  });

  it("nobody may delete a tenant's row, except what is no record: kept answers, unused consents, an unsigned day's count", async () => {
    const rows = await product.rows<{ role: string; name: string }>(
      `select r.rolname as role, c.relname as name from pg_class c cross join pg_roles r
       where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and r.rolname = any($1)
         and has_table_privilege(r.rolname, c.oid, 'delete')`,
      [ROLES],
    );
    expect(rows.map(({ role, name }) => `${role} ${name}`).sort()).toEqual([
      // Of a locked day none can be deleted, whoever tries (db/functions/14-pos/closing.sql).
      "vezne_ledger pos_closing_rows",
      "vezne_system idempotency_keys",
      "vezne_system rate_limits",
      "vezne_system stored_cards",
    ]);
  });
});
