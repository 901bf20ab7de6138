import "server-only";
import { cookies, headers } from "next/headers";
import { callerAddress } from "@/lib/http/caller-address";
import { env } from "@/lib/runtime/env";
import { checkPassword } from "./check-password.system";
import { sessionCookieName, sessionCookieOptions, sessionCookieValue, sessionIdOf } from "./options";
import { merchantsOf, openSession, revokeSession } from "./session.system";
import { admitSignIn, forgiveSignIn } from "./sign-in-limits";

export type SignInResult =
  | { kind: "signed_in"; slug: string | undefined }
  | { kind: "refused" }
  | { kind: "limited"; retryAfterSeconds: number };

/** Opens a session for somebody who has just proved who they are, and gives this browser its cookie. */
export async function startSession(userId: string): Promise<void> {
  const jar = await cookies();
  jar.set(sessionCookieName(), await sessionCookieValue(await openSession(userId)), sessionCookieOptions());
}

/** Password sign-in for the form: same answer for an unknown address and a wrong password. Sets the session cookie. */
export async function signInWithPassword(email: string, password: string): Promise<SignInResult> {
  const address = callerAddress(await headers());
  const admission = await admitSignIn(email, address);
  if (!admission.admitted) return { kind: "limited", retryAfterSeconds: admission.retryAfterSeconds };
  const userId = await checkPassword(email, password);
  if (userId === undefined) return { kind: "refused" };
  await forgiveSignIn(email, address);
  await startSession(userId);
  const [first] = await merchantsOf(userId);
  return { kind: "signed_in", slug: first?.slug };
}

/** Ends this browser's session in the database, then forgets the cookie. */
export async function signOut(): Promise<void> {
  const jar = await cookies();
  const sessionId = await sessionIdOf(jar.get(sessionCookieName())?.value);
  if (sessionId !== undefined) await revokeSession(sessionId);
  jar.delete({ name: sessionCookieName(), path: "/", secure: env().secure });
}
