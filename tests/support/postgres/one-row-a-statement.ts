import type pg from "pg";

/** Money's state: a command that moves one of these is about one of these. */
const TABLES = [
  "payments",
  "attempts",
  "refunds",
  "captures",
  "disputes",
  "payouts",
  "paylinks",
  "checkouts",
  "pos_sessions",
  "escrow_accounts",
  "escrow_releases",
  "escrow_mirrors",
];

/** Statements that are about many by their nature: what is due, a file for the bank, and what the demo leaves to nobody. */
const MANY = "expire_due|queue_due|export_payouts|^update paylinks set next_check_at = null";

/**
 * From now on a statement of the product that changes two rows of one of these tables fails. A condition that reaches a
 * neighbour's row is noticed by every test whose merchant has a second payment, whether or not it looks at it.
 */
export async function refuseNeighbours(admin: pg.Pool): Promise<void> {
  await admin.query(`
    create function one_row_a_statement() returns trigger language plpgsql as $$
    declare
      many int := (select count(*) from changed);
    begin
      if many > 1 and current_query() !~ '${MANY}' and not (select rolsuper from pg_roles where rolname = session_user) then
        raise exception 'one statement changed % rows of %', many, tg_table_name;
      end if;
      return null;
    end $$;
    ${TABLES.map(
      (table) => `create trigger one_row_a_statement after update on ${table} referencing new table as changed
        for each statement execute function one_row_a_statement();`,
    ).join("\n")}`);
}
