import { randomBytes } from "node:crypto";
import pg from "pg";

/** A migrated database of its own. */
export type TestDatabase = {
  /** Superuser: migrations, fault injection, looking behind row-level security. */
  adminUrl: string;
  /** The application's login, as DATABASE_URL gives it. */
  appUrl: string;
  drop: () => Promise<void>;
};

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: integration tests run by \`npm test -- integration\` or vitest`);
  return value;
}

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: required("VEZNE_TEST_ADMIN_URL") });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

function onDatabase(url: string, name: string): string {
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.href;
}

/** Clones the migrated template; call it in `beforeAll` and `drop()` in `afterAll`. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const name = `vezne_test_${process.env.VITEST_POOL_ID ?? "0"}_${randomBytes(5).toString("hex")}`;
  await onServer(`create database ${name} template ${required("VEZNE_TEST_TEMPLATE")}`);
  return {
    adminUrl: onDatabase(required("VEZNE_TEST_ADMIN_URL"), name),
    appUrl: onDatabase(required("VEZNE_TEST_APP_URL"), name),
    drop: () => onServer(`drop database if exists ${name} with (force)`),
  };
}
