import { randomInt } from "node:crypto";
import pg from "pg";

// Without letters and digits that a person mistakes for one another.
const alphabet = "abcdefghjkmnpqrstuvwxyz23456789";
const groups = 4;
const groupLength = 5;

const newCode = () =>
  Array.from({ length: groups }, () =>
    Array.from({ length: groupLength }, () => alphabet[randomInt(alphabet.length)]).join(""),
  ).join("-");

/**
 * A code for whoever becomes the first owner at `/setup`: the given one, else a new one at every start; undefined where a
 * merchant stands already.
 * @param {string} databaseUrl of a migrated database
 * @param {string | undefined} given
 */
export async function setupCodeFor(databaseUrl, given) {
  const client = new pg.Client({ connectionString: databaseUrl, options: "-c role=vezne_system" });
  await client.connect();
  try {
    const { rows } = await client.query("select exists (select 1 from merchants) as found");
    return rows[0].found ? undefined : given || newCode();
  } finally {
    await client.end();
  }
}
