import { drizzle } from "drizzle-orm/node-postgres";
import { Pool } from "pg";
import postgres from "postgres";
import { env } from "@/lib/runtime/env";
import { processSingleton } from "@/lib/runtime/process-singleton";

export type DatabaseRole = "vezne_app" | "vezne_intake" | "vezne_system";

const SETTINGS = { statement_timeout: "5s", lock_timeout: "2s", idle_in_transaction_session_timeout: "10s" } as const;

/** `pg` pool for transactions: a lost backend never leaves a zombie on it (ADR 0002). */
export function transactionPool(): Pool {
  return processSingleton("transactionPool", () => {
    const flags = Object.entries({ ...SETTINGS, role: "vezne_app" }).map(([key, value]) => `-c ${key}=${value}`);
    const pool = new Pool({ connectionString: env().DATABASE_URL, max: env().POOL_SIZE, options: flags.join(" ") });
    // A pool without this listener takes the process down when an idle backend is killed.
    pool.on("error", () => undefined);
    return pool;
  });
}

export function transactionDatabase() {
  return processSingleton("transactionDatabase", () => drizzle(transactionPool()));
}

/**
 * postgres.js for one-statement commands, streaming and LISTEN. Its transactions are banned by
 * tests/architecture: after a lost backend they keep writing (ADR 0002).
 */
export function statements(role: DatabaseRole): postgres.Sql {
  return processSingleton(`statements:${role}`, () =>
    postgres(env().DATABASE_URL, {
      max: env().POOL_SIZE,
      connection: { ...SETTINGS, role, application_name: `vezne ${role}` },
      onnotice: () => undefined,
      types: { bigint: postgres.BigInt },
    }),
  );
}

/** Ends every pool this process opened; the last step of a drain. */
export async function closeDatabase(): Promise<void> {
  await Promise.allSettled([
    transactionPool().end(),
    ...(["vezne_app", "vezne_intake", "vezne_system"] as const).map((role) => statements(role).end({ timeout: 5 })),
  ]);
}
