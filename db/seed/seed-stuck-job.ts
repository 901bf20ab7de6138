import { statements } from "@/db/client";
import { fixedId } from "./demo-people";

/** A job that gave up on an old link, as the queue would have left it: the screen of stuck jobs has something to show. */
export async function seedStuckJob(linkKey: string): Promise<void> {
  const sql = statements("vezne_system");
  const paylinkId = fixedId("pl", linkKey);
  const data = sql.json({ merchantId: fixedId("mer", "demo"), paylinkId });
  const [job] = await sql<{ id: string }[]>`
    insert into pgboss.job (name, data, source_name, source_id, source_created_on, source_retry_count, singleton_key)
    values ('dead-letters', ${data}, 'follow-paylink', gen_random_uuid(), now() - interval '2 hours', 12, ${paylinkId})
    returning id`;
  const letter = {
    job_id: job?.id ?? "",
    error_class: "ProviderError",
    message: "paynet answered 500 to transaction/check",
  };
  await sql`select record_dead_letter(${sql.json(letter)})`;
}
