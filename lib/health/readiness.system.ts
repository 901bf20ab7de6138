import "server-only";
import { statements } from "@/db/client";

export type Readiness = { ready: boolean; checks: Record<string, boolean> };

type Row = { unprivileged: boolean; owns_nothing: boolean; clock_close: boolean; queue: boolean };

/** Ready only when the database answers and the role we really run as can neither own, nor bypass, nor be superuser. */
export async function readReadiness(): Promise<Readiness> {
  const [row] = await statements("vezne_app")<Row[]>`
    select not r.rolsuper and not r.rolbypassrls as unprivileged,
      not exists (select 1 from pg_class c where c.relowner = r.oid) as owns_nothing,
      abs(extract(epoch from clock_timestamp()) - ${Date.now() / 1000}) < 5 as clock_close,
      exists (select 1 from pgboss.queue where name = 'follow-paylink') as queue
    from pg_roles r where r.rolname = current_user`;
  const checks = {
    database: row !== undefined,
    role_unprivileged: row?.unprivileged ?? false,
    role_owns_nothing: row?.owns_nothing ?? false,
    clock: row?.clock_close ?? false,
    queue: row?.queue ?? false,
  };
  return { ready: Object.values(checks).every(Boolean), checks };
}
