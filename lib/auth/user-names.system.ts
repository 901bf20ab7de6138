import "server-only";
import { statements } from "@/db/client";

/** Names of the merchant's own people behind stored user ids. Ids of strangers get no name. */
export async function userNames(merchantId: string, ids: readonly string[]): Promise<Map<string, string>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const rows = await statements("vezne_system")<{ id: string; name: string }[]>`
    select u.id, u.name from users u join memberships m on m.user_id = u.id
    where m.merchant_id = ${merchantId} and u.id = any(${wanted})`;
  return new Map(rows.map((row) => [row.id, row.name]));
}

/** The merchant's people by name, for choosing one of them. */
export async function teamOf(merchantId: string): Promise<{ id: string; name: string }[]> {
  const rows = await statements("vezne_system")<{ id: string; name: string }[]>`
    select u.id, u.name from users u join memberships m on m.user_id = u.id
    where m.merchant_id = ${merchantId} order by u.name, u.id limit 200`;
  return [...rows];
}
