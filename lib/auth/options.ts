import "server-only";
import type { NextAuthOptions } from "next-auth";
import { decode, encode } from "next-auth/jwt";
import CredentialsProvider from "next-auth/providers/credentials";
import { env } from "@/lib/runtime/env";
import { checkPassword } from "./check-password.system";
import { openSession, readSession, revokeSession } from "./session.system";
import { admitSignIn, forgiveSignIn } from "./sign-in-limits";

const MAX_AGE_SECONDS = 12 * 3600;

/** `__Host-` where the origin is https: bound to this host, this path, never sent in the clear. */
export function sessionCookieName(): string {
  return env().secure ? "__Host-vezne.session" : "vezne.session";
}

export const sessionCookieOptions = () =>
  ({ httpOnly: true, sameSite: "lax", path: "/", secure: env().secure, maxAge: MAX_AGE_SECONDS }) as const;

/** The cookie's content: an encrypted token that holds a session id and nothing else. */
export async function sessionCookieValue(sessionId: string): Promise<string> {
  return encode({ token: { sid: sessionId }, secret: env().AUTH_SECRET, maxAge: MAX_AGE_SECONDS });
}

/** The session id inside a cookie; undefined for anything that we did not make. */
export async function sessionIdOf(cookieValue: string | undefined): Promise<string | undefined> {
  if (cookieValue === undefined) return undefined;
  const token = await decode({ token: cookieValue, secret: env().AUTH_SECRET }).catch(() => null);
  return typeof token?.sid === "string" ? token.sid : undefined;
}

export function authOptions(): NextAuthOptions {
  return {
    secret: env().AUTH_SECRET,
    session: { strategy: "jwt", maxAge: MAX_AGE_SECONDS },
    pages: { signIn: "/sign-in" },
    cookies: { sessionToken: { name: sessionCookieName(), options: sessionCookieOptions() } },
    providers: [
      CredentialsProvider({
        credentials: { email: { type: "email" }, password: { type: "password" } },
        async authorize(credentials, request) {
          const email = credentials?.email ?? "";
          const address = String(request.headers?.["x-forwarded-for"] ?? "direct");
          if (!(await admitSignIn(email, address)).admitted) return null;
          const userId = await checkPassword(email, credentials?.password ?? "");
          if (userId === undefined) return null;
          await forgiveSignIn(email, address);
          return { id: await openSession(userId) };
        },
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => (user ? { sid: user.id } : { sid: token.sid }),
      async session({ token }) {
        const user = typeof token.sid === "string" ? await readSession(token.sid) : undefined;
        return {
          expires: new Date(0).toISOString(),
          ...(user ? { user: { name: user.name, email: user.email } } : {}),
        };
      },
    },
    events: {
      async signOut({ token }) {
        if (typeof token?.sid === "string") await revokeSession(token.sid);
      },
    },
  };
}
