import "server-only";
import { statements } from "@/db/client";
import { tokenHash } from "@/lib/runtime/token-hash";

export type PaySubject = { merchantId: string; subjectKind: "paylink" | "checkout" | "payment"; subjectId: string };

/** Whose page a payer's token opens, or undefined. The directory holds hashes only. */
export async function findPayToken(token: string): Promise<PaySubject | undefined> {
  if (!/^[0-9a-z]{26}$/.test(token)) return undefined;
  const rows = await statements("vezne_system")<PaySubject[]>`
    select merchant_id as "merchantId", subject_kind as "subjectKind", subject_id as "subjectId"
    from pay_tokens where token_hash = ${tokenHash(token)}`;
  return rows[0];
}
