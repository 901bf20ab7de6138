import { randomInt } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import pg from "pg";

/** First digits that no test card has. */
const UNUSED = 990_000;

/**
 * A stop of the demo merchant's guard, as its function leaves it: for cards that nobody pays with, so that no other
 * journey meets it. Answers their first digits.
 */
export async function stopCards(): Promise<string> {
  const folder = path.dirname(process.env.VEZNE_DEMO_FILE ?? ".data/demo.json");
  const file = JSON.parse(readFileSync(path.join(folder, "postgres.json"), "utf8")) as { admin_url: string };
  const digits = String(UNUSED + randomInt(10_000));
  const client = new pg.Client({ connectionString: file.admin_url });
  await client.connect();
  await client.query(
    `insert into payment_freezes (merchant_id, id, mode, scope, key, tries, declined, frozen_at, frozen_until)
      select merchant_id, $1, 'test', 'bin', $2, 14, 13, now(), now() + interval '15 minutes' from merchants where slug = 'demo'`,
    [`frz_e2e${digits}`, digits],
  );
  await client.end();
  return digits;
}
