import type pg from "pg";
import { statesOf } from "./decided";

/** What a command might look at beside the state it is asked in: one column of one row, put to another value. */
/** `isState`: of which row it changes the state. */
export type RowNudge = { what: string; column: string; sql: string; isState: string | undefined };

/** Tables whose rows decide something, and the machine of their status. */
const MACHINES: Readonly<Record<string, string>> = {
  payments: "payment",
  attempts: "attempt",
  paylinks: "paylink",
  checkouts: "checkout",
  pos_sessions: "pos_session",
  refunds: "refund",
  captures: "capture",
  escrow_accounts: "escrow",
  escrow_releases: "release",
  escrow_mirrors: "mirror",
  disputes: "dispute",
  payouts: "payout",
};
/** Words of columns that are no state. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  review: ["amount", "currency"],
  provider: ["paynet", "paywall"],
  charge_by: ["ours", "provider"],
  card_entry: ["redirect", "server_card_entry"],
  way: ["file", "provider", "approval"],
  decision: ["approve", "cancel"],
  evidence_class: ["buyer_code", "carrier", "note"],
  seen: ["approved", "not_approved"],
  drift: ["approved_there_only"],
  currency: ["EUR"],
  cashier_answer: ["no_slip"],
};
const KINDS: Readonly<Record<string, readonly string[]>> = {
  captures: ["void", "capture"],
  refunds: ["void", "refund"],
  disputes: ["buyer", "staff", "chargeback"],
};
/** Names and texts for people decide nothing; what may be missing of these does. */
const MAY_LACK =
  /^(payer_id|payment_id|paylink_id|checkout_id|pos_session_id|payment_session_id|sealed_session|provider_transaction_id|provider_url|decided_by|approved_by|cashier_answer|review|evidence_class|way|decision|drift|seen|batch_id|authorisation_transaction_id|beneficiary_name|escrow|terms|provider_refs)$/;
const SILENT =
  /^(updated_at|version|id|merchant_id|status|check_step|created_by|pos_type|send_.*|total_count|expires_in_hours)$/;
const SPANS = ["+ interval '1 minute'", "- interval '40 days'"];

function valuesOf(table: string, column: string, type: string): readonly string[] {
  if (type === "timestamp with time zone") return SPANS.map((span) => `vezne_now() ${span}`);
  if (type === "boolean") return [`not ${column}`];
  if (type === "bigint" || type === "integer") return ["0", `coalesce(${column}, 0) + 1`];
  const words = (column === "kind" ? KINDS[table] : WORDS[column]) ?? [];
  return words.map((word) => `'${word}'`);
}

const short = (value: string) =>
  value.replace(/vezne_now\(\) ([-+]) interval '(.*)'/, "$1$2").replace(/coalesce\(.*?\) /, "");

type Column = { name: string; type: string; nullable: boolean };

async function columnsOf(client: pg.ClientBase, table: string): Promise<Column[]> {
  const { rows } = await client.query<Column>(
    `select column_name as name, data_type as type, is_nullable = 'YES' as nullable from information_schema.columns
     where table_schema = 'public' and table_name = $1 and is_generated = 'NEVER' order by ordinal_position`,
    [table],
  );
  return rows.filter(({ name }) => !SILENT.test(name));
}

/** The rows of a merchant that decide something: their tables by their ids. */
export async function decidingRows(client: pg.ClientBase, merchantId: string): Promise<ReadonlyMap<string, string>> {
  const text = Object.keys(MACHINES).map((name) => `select id, '${name}' as name from ${name} where merchant_id = $1`);
  const { rows } = await client.query<{ id: string; name: string }>(text.join(" union all "), [merchantId]);
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Every nudge of one merchant's rows but the neighbours', each in a fixed order. */
export async function nudgesOf(
  client: pg.ClientBase,
  merchantId: string,
  neighbours: ReadonlyMap<string, string>,
): Promise<RowNudge[]> {
  const nudges: RowNudge[] = [];
  for (const [table, machine] of Object.entries(MACHINES)) {
    const text = `select id from ${table} where merchant_id = $1 and id <> all($2) order by id`;
    const { rows } = await client.query<{ id: string }>(text, [merchantId, [...neighbours.keys()]]);
    if (rows.length === 0) continue;
    const states = await statesOf(client, machine);
    const wishes = (await columnsOf(client, table)).flatMap(({ name, type, nullable }) =>
      [...(nullable && (MAY_LACK.test(name) || type !== "text") ? ["null"] : []), ...valuesOf(table, name, type)].map(
        (value) => ({ name, value }),
      ),
    );
    for (const [index, { id }] of rows.entries()) {
      const place = rows.length === 1 ? table : `${table} ${index + 1}`;
      for (const { name, value } of [...states.map((state) => ({ name: "status", value: `'${state}'` })), ...wishes]) {
        nudges.push({
          what: `${place}.${name} ${short(value)}`,
          column: name,
          isState: name === "status" ? id : undefined,
          sql: `update ${table} set ${name} = ${value} where merchant_id = '${merchantId}' and id = '${id}'`,
        });
      }
    }
  }
  return nudges;
}
