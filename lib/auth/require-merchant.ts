import "server-only";
import { cookies } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { systemClock } from "@/lib/kernel/clock";
import { newId } from "@/lib/kernel/ids";
import type { Context, Mode } from "@/lib/runtime/context";
import { sessionCookieName, sessionIdOf } from "./options";
import { type Permission, permissionsOf, type Role } from "./permissions";
import { type Membership, merchantsOf, readMembership, readSession, type SessionUser } from "./session.system";

export const MODE_COOKIE = "vezne_mode";

export type MerchantContext = Context & {
  merchant: { id: string; slug: string; name: string; descriptor: string; refundLimit: string };
  user: { id: string; name: string; email: string; role: Role; locale: "tr" | "en" };
  can(permission: Permission): boolean;
};

/** The signed-in person of this request, or undefined. Read from Postgres every time (architecture decision 13). */
export const currentUser = cache(async (): Promise<SessionUser | undefined> => {
  const jar = await cookies();
  const sessionId = await sessionIdOf(jar.get(sessionCookieName())?.value);
  return sessionId === undefined ? undefined : readSession(sessionId);
});

function modeFor(membership: Membership, chosen: string | undefined): Mode {
  if (chosen === "live" || chosen === "test") return chosen;
  return membership.hasLiveAccount ? "live" : "test";
}

export function merchantContext(membership: Membership, chosenMode: string | undefined): MerchantContext {
  const permissions = permissionsOf(membership.role);
  return {
    merchantId: membership.merchantId,
    mode: modeFor(membership, chosenMode),
    actor: { kind: "user", id: membership.userId, userId: membership.userId },
    permissions,
    clock: systemClock,
    requestId: newId("request", systemClock.now()),
    merchant: {
      id: membership.merchantId,
      slug: membership.slug,
      name: membership.merchantName,
      descriptor: membership.descriptor,
      refundLimit: membership.refundLimit,
    },
    user: {
      id: membership.userId,
      name: membership.name,
      email: membership.email,
      role: membership.role,
      locale: membership.locale,
    },
    can: (permission) => permissions.includes(permission),
  };
}

/** The caller's standing at a merchant, or undefined: no session, revoked, or not a member. Never redirects. */
export const findMerchantContext = cache(async (slug: string): Promise<MerchantContext | undefined> => {
  const user = await currentUser();
  const membership = user === undefined ? undefined : await readMembership(user, slug);
  if (membership === undefined) return undefined;
  return merchantContext(membership, (await cookies()).get(MODE_COOKIE)?.value);
});

/** For pages: sends strangers to sign in; a merchant that is not theirs looks like one that does not exist. */
export async function requireMerchant(slug: string): Promise<MerchantContext> {
  const context = await findMerchantContext(slug);
  if (context) return context;
  if ((await currentUser()) === undefined) redirect("/sign-in");
  notFound();
}

/** Where a signed-in person lands when no merchant is named. */
export async function homeSlug(): Promise<string | undefined> {
  const user = await currentUser();
  return user === undefined ? undefined : (await merchantsOf(user.userId))[0]?.slug;
}
