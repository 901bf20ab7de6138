import pg from "pg";

/** The role the application logs in with; it owns nothing and cannot bypass row-level security. */
export const loginRole = "vezne_login";

async function connected(connectionString, work) {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Runs statements one after the other on a connection of their own. */
export async function runStatements(url, statements) {
  await connected(url, async (client) => {
    for (const statement of statements) await client.query(statement);
  });
}

async function exists(client, query, name) {
  return (await client.query(query, [name])).rowCount > 0;
}

/** Creates the login role and the database `vezne` in a fresh cluster; harmless when they are there. */
export async function provisionDatabase({ port, password }) {
  const url = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
  await connected(url, async (client) => {
    if (!(await exists(client, "select 1 from pg_roles where rolname = $1", loginRole))) {
      const literal = client.escapeLiteral(password);
      await client.query(`create role ${loginRole} login nosuperuser nobypassrls nocreatedb password ${literal}`);
    }
    if (!(await exists(client, "select 1 from pg_database where datname = $1", "vezne"))) {
      await client.query("create database vezne");
    }
  });
}
