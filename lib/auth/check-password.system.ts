import "server-only";
import { hash, verify } from "@node-rs/argon2";
import { statements } from "@/db/client";
import { processSingleton } from "@/lib/runtime/process-singleton";
import { foldEmail } from "./fold-email";

// argon2id, 19 MiB, two passes: the OWASP minimum this product starts from.
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export function hashPassword(password: string): Promise<string> {
  return hash(password, COST);
}

/** A hash nobody's password has, so that an unknown address costs the same time as a wrong password. */
function decoy(): Promise<string> {
  return processSingleton("decoyHash", () => hashPassword("no account has this password"));
}

/** The user id behind an address and password, or undefined; the answer and its time tell nothing more. */
export async function checkPassword(email: string, password: string): Promise<string | undefined> {
  const [user] = await statements("vezne_system")<{ id: string; password_hash: string }[]>`
    select id, password_hash from users where email_folded = ${foldEmail(email)}`;
  const matches = await verify(user?.password_hash ?? (await decoy()), password.slice(0, 200)).catch(() => false);
  return matches ? user?.id : undefined;
}
