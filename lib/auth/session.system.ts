import "server-only";
import { randomBytes } from "node:crypto";
import { statements } from "@/db/client";
import { systemClock } from "@/lib/kernel/clock";
import type { Mode } from "@/lib/runtime/context";
import { tokenHash } from "@/lib/runtime/token-hash";
import type { Role } from "./permissions";

const IDLE_MINUTES = 30;
const ABSOLUTE_HOURS = 12;

export type SessionUser = { userId: string; email: string; name: string; locale: "tr" | "en" };

export type Membership = SessionUser & {
  role: Role;
  merchantId: string;
  slug: string;
  merchantName: string;
  descriptor: string;
  /** Minor units one person may give back alone. */
  refundLimit: string;
  hasLiveAccount: boolean;
};

/** Opens a server-side session and gives the secret that the cookie carries; only its hash is stored. */
export async function openSession(userId: string): Promise<string> {
  const id = randomBytes(32).toString("base64url");
  const now = systemClock.now();
  await statements("vezne_system")`
    insert into sessions (id_hash, user_id, created_at, last_seen_at, expires_at)
    values (${tokenHash(id)}, ${userId}, ${now}, ${now}, ${new Date(now.getTime() + ABSOLUTE_HOURS * 3_600_000)})`;
  return id;
}

/** Ends a session at once, everywhere: the next request with it is a stranger's. */
export async function revokeSession(sessionId: string): Promise<void> {
  await statements("vezne_system")`
    update sessions set revoked_at = vezne_now() where id_hash = ${tokenHash(sessionId)} and revoked_at is null`;
}

/** Who a session id belongs to right now; undefined when it is unknown, revoked, idle too long or over. */
export async function readSession(sessionId: string): Promise<SessionUser | undefined> {
  const [row] = await statements("vezne_system")<SessionUser[]>`
    with seen as (
      update sessions set last_seen_at = vezne_now()
      where id_hash = ${tokenHash(sessionId)} and revoked_at is null and expires_at > vezne_now()
        and last_seen_at > vezne_now() - make_interval(mins => ${IDLE_MINUTES})
      returning user_id)
    select u.id as "userId", u.email, u.name, u.locale from seen join users u on u.id = seen.user_id`;
  return row;
}

/** The person's standing at one merchant, read on every request so that a lost role is lost at once. */
export async function readMembership(user: SessionUser, slug: string): Promise<Membership | undefined> {
  const [row] = await statements("vezne_system")<Omit<Membership, keyof SessionUser>[]>`
    select m.role, x.merchant_id as "merchantId", x.slug, x.name as "merchantName", x.descriptor, x.refund_limit::text as "refundLimit",
      exists (select 1 from provider_accounts a where a.merchant_id = x.merchant_id and a.mode = 'live') as "hasLiveAccount"
    from merchants x join memberships m on m.merchant_id = x.merchant_id
    where x.slug = ${slug} and m.user_id = ${user.userId}`;
  return row === undefined ? undefined : { ...user, ...row };
}

/** The merchants a person may open, by name. */
export async function merchantsOf(userId: string): Promise<{ slug: string; name: string }[]> {
  return statements("vezne_system")<{ slug: string; name: string }[]>`
    select x.slug, x.name from memberships m join merchants x on x.merchant_id = m.merchant_id
    where m.user_id = ${userId} order by x.name`;
}

export type KeyOwner = {
  merchantId: string;
  mode: Mode;
  userId: string;
  keyId: string;
  role: Role;
  access: "full" | "read";
};

/** The owner of an API key, with the role they hold now. */
export async function readApiKey(key: string): Promise<KeyOwner | undefined> {
  const [row] = await statements("vezne_system")<KeyOwner[]>`
    select k.merchant_id as "merchantId", k.mode, k.user_id as "userId", k.id as "keyId", m.role, k.access
    from api_keys k join memberships m on m.merchant_id = k.merchant_id and m.user_id = k.user_id
    where k.key_hash = ${tokenHash(key)} and k.revoked_at is null`;
  return row;
}
