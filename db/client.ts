import { Pool, types } from "pg";
import postgres from "postgres";
import { env } from "@/lib/runtime/env";
import { processSingleton } from "@/lib/runtime/process-singleton";

export type DatabaseRole = "vezne_app" | "vezne_intake" | "vezne_system";

/** Milliseconds. */
const SETTINGS = {
  statement_timeout: 5_000,
  lock_timeout: 2_000,
  idle_in_transaction_session_timeout: 10_000,
} as const;

/** How long a request waits for a connection before it fails instead of hanging. */
const CONNECT_MS = 3_000;
/** Seconds until postgres.js tries again after its nth failure. Its own steps reach 20 s, and queries wait for them. */
const retryAfterSeconds = (failures: number) => Math.min(0.05 * 2 ** failures, 0.5);

/** `pg` pool for transactions: a lost backend never leaves a zombie on it (ADR 0002). */
export function transactionPool(): Pool {
  return processSingleton("transactionPool", () => openPool("vezne_app", env().POOL_SIZE));
}

/** For the rate limiter, which speaks `pg`; one small pool. */
export function limiterPool(): Pool {
  return processSingleton("limiterPool", () => openPool("vezne_system", 2));
}

function openPool(role: DatabaseRole, max: number): Pool {
  const flags = Object.entries({ ...SETTINGS, role }).map(([key, value]) => `-c ${key}=${value}`);
  const pool = new Pool({
    connectionString: env().DATABASE_URL,
    max,
    options: flags.join(" "),
    connectionTimeoutMillis: CONNECT_MS,
  });
  // Without these listeners a killed backend takes the process down: idle ones are the pool's, lent ones their own.
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  return pool;
}

const TEXT_ARRAY_OID = 1009;

/** `text[]`, the one array we keep. Naming it spares the driver its own question about array types, below. */
const textArray = {
  to: TEXT_ARRAY_OID,
  from: [TEXT_ARRAY_OID],
  serialize: (texts: string[]) => `{${texts.map((text) => `"${text.replace(/["\\]/g, "\\$&")}"`).join(",")}}`,
  parse: types.getTypeParser(TEXT_ARRAY_OID as number, "text") as (text: string) => string[],
};

/**
 * postgres.js for one-statement commands, streaming and LISTEN. Its transactions are banned by
 * tests/architecture: after a lost backend they keep writing (ADR 0002).
 */
export function statements(role: DatabaseRole): postgres.Sql {
  return processSingleton(`statements:${role}`, () =>
    postgres(env().DATABASE_URL, {
      max: env().POOL_SIZE,
      connection: { ...SETTINGS, application_name: `vezne ${role}`, ...{ role } },
      connect_timeout: CONNECT_MS / 1_000,
      backoff: retryAfterSeconds,
      onnotice: () => undefined,
      // Asked on every new connection; when its backend is killed meanwhile, nobody can catch the rejection.
      fetch_types: false,
      types: { bigint: postgres.BigInt, textArray },
    }),
  );
}

/** Ends every pool this process opened; the last step of a drain. */
export async function closeDatabase(): Promise<void> {
  await Promise.allSettled([
    transactionPool().end(),
    limiterPool().end(),
    ...(["vezne_app", "vezne_intake", "vezne_system"] as const).map((role) => statements(role).end({ timeout: 5 })),
  ]);
}
